using CsCheck;

namespace Paradyze.Discovery.Contracts.Tests;

public sealed class InstanceIdTests
{
    // Pinned: clients and registries of other versions derive the same ids.
    [Theory]
    [InlineData("http://localhost:5001", "localhost-5001-216aa03c")]
    [InlineData("HTTP://LOCALHOST:5001/", "localhost-5001-216aa03c")]
    [InlineData("http://localhost", "localhost-80-1f204ed8")]
    [InlineData("https://api.example.com/base/", "api.example.com-443-52cbac76")]
    [InlineData("http://[::1]:8080", "1-8080-23f440d8")]
    [InlineData("http://10.0.0.5:8080", "10.0.0.5-8080-dfd9418d")]
    public void Derive_Url_IsThisId(string url, string id) => Assert.Equal(id, InstanceId.Derive(new Uri(url)));

    [Fact]
    public void Derive_AnyHost_IsAnId() => Gen.Char["ab.-_é1"].Array[1, 200].Sample(characters =>
        !Uri.TryCreate($"http://{new string(characters)}:8080/x", UriKind.Absolute, out var url) || InstanceId.IsValid(InstanceId.Derive(url)));

    [Theory]
    [InlineData("http://h:80/", "http://h:80")]
    [InlineData("https://H/Path/", "https://h:443/path")]
    public void Normalize_Url_IsLowerCaseWithPortAndWithoutTrailingSlash(string url, string normalized) =>
        Assert.Equal(normalized, InstanceId.Normalize(new Uri(url)));

    [Theory]
    [InlineData("orders-7f3a", true)]
    [InlineData("A.b_c:d-9", true)]
    [InlineData("-a", false)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("a\n", false)]
    public void IsValid_Text_FollowsTheGrammar(string text, bool isValid) => Assert.Equal(isValid, InstanceId.IsValid(text));

    [Fact]
    public void IsValid_Long_IsTakenTo128()
    {
        Assert.True(InstanceId.IsValid(new string('a', 128)));
        Assert.False(InstanceId.IsValid(new string('a', 129)));
    }
}
