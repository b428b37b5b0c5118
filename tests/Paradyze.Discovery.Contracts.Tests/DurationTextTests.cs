using CsCheck;

namespace Paradyze.Discovery.Contracts.Tests;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("0s", 0)]
    [InlineData("1ms", 1)]
    [InlineData("500ms", 500)]
    [InlineData("10s", 10_000)]
    [InlineData("90s", 90_000)]
    [InlineData("1m", 60_000)]
    [InlineData("2h", 7_200_000)]
    [InlineData("720h", 2_592_000_000)]
    public void TryParse_Duration_IsReadAndWrittenAlike(string text, long milliseconds)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), duration);
        Assert.Equal(text, DurationText.Of(duration));
    }

    [Theory]
    [InlineData("60s", "1m")]
    [InlineData("1000ms", "1s")]
    [InlineData("0h", "0s")]
    [InlineData("007s", "7s")]
    public void Of_SameDuration_IsTheShortestText(string text, string shortest)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(shortest, DurationText.Of(duration));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("s")]
    [InlineData("1.5s")]
    [InlineData("-1s")]
    [InlineData(" 1s")]
    [InlineData("1s\n")]
    [InlineData("1S")]
    [InlineData("1d")]
    [InlineData("1m30s")]
    [InlineData("١s")]
    [InlineData("999999999h")]
    [InlineData("1000000000ms")]
    public void TryParse_TextThatIsNone_IsRefused(string? text) => Assert.False(DurationText.TryParse(text, out _));

    [Fact]
    public void Of_AnyDuration_ReadsBack() => Gen.Long[0, 999_999_999].Sample(milliseconds =>
        DurationText.TryParse(DurationText.Of(TimeSpan.FromMilliseconds(milliseconds)), out var read) && read.TotalMilliseconds == milliseconds);
}
