namespace Paradyze.Discovery.Contracts.Tests;

public sealed class VersionRangeTests
{
    [Theory]
    [InlineData("^1.4", "1.4.2", true)]
    [InlineData("^1.4", "2.0.0", false)]
    [InlineData("1.x", "1.9.9", true)]
    [InlineData(">=1.2 <2 || 3.x", "3.1.0", true)]
    [InlineData("1.4.2", "1.4.2", true)]
    [InlineData("^1.4", "1.5.0-rc.1", false)]
    [InlineData("^1.4", "latest", false)]
    [InlineData("^1.4", null, false)]
    public void Contains_Version_FollowsNpm(string text, string? version, bool isIn)
    {
        Assert.True(VersionRange.TryParse(text, out var range));
        Assert.Equal(isIn, range.Contains(version));
        Assert.Equal(text, range.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData(">>1")]
    [InlineData("not a range")]
    public void TryParse_NotARange_IsRefused(string? text) => Assert.False(VersionRange.TryParse(text, out _));

    [Fact]
    public void TryParse_TooLong_IsRefused() => Assert.False(VersionRange.TryParse(string.Join(" || ", Enumerable.Repeat("1.0.0", 100)), out _));

    [Theory]
    [InlineData("1.4.2", true)]
    [InlineData("1.4.2-rc.1+build", true)]
    [InlineData("1.4", false)]
    [InlineData("v1.4.2", false)]
    public void IsVersion_Text_IsSemanticVersioning(string text, bool isVersion) => Assert.Equal(isVersion, VersionRange.IsVersion(text));
}
