using CsCheck;

namespace Paradyze.Discovery.Contracts.Tests;

public sealed class ServiceNameTests
{
    private static readonly Gen<string> s_nearNames = Gen.Char["abzAZ019-_.x%: /"].Array[0, 24].Select(characters => new string(characters));

    [Theory]
    [InlineData("orders")]
    [InlineData("Orders-Api_2")]
    [InlineData("a.b-c.d")]
    [InlineData("7up")]
    public void TryParse_Name_IsKeptAsWritten(string text)
    {
        Assert.True(ServiceName.TryParse(text, out var name));
        Assert.Equal(text, name.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData(".a")]
    [InlineData("a.")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("_a")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("bücher")]
    [InlineData("orders\n")]
    [InlineData("localhost")]
    [InlineData("LocalHost")]
    [InlineData("service-registry")]
    [InlineData("10")]
    [InlineData("127.0.0.1")]
    [InlineData("0x7f.1")]
    [InlineData("1.2")]
    public void TryParse_NotAName_IsRefused(string? text) => Assert.False(ServiceName.TryParse(text, out _));

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void TryParse_LongLabel_IsTakenTo63(int length, bool isName) => Assert.Equal(isName, ServiceName.TryParse(new string('a', length), out _));

    [Fact]
    public void TryParse_LongName_IsTakenTo128()
    {
        var label = new string('a', 63);
        Assert.True(ServiceName.TryParse($"{label}.{label}", out _));
        Assert.False(ServiceName.TryParse($"{label}.{label}.a", out _));
    }

    [Fact]
    public void TryParse_WhateverIsTaken_IsTheHostOfAUri() => s_nearNames.Sample(text =>
        !ServiceName.TryParse(text, out _)
        || (Uri.TryCreate("http://" + text, UriKind.Absolute, out var uri)
            && uri.HostNameType == UriHostNameType.Dns
            && uri.Port == 80
            && string.Equals(uri.Host, text, StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void Equals_OtherCase_IsTheSameService()
    {
        var (lower, upper) = (ServiceName.Parse("orders"), ServiceName.Parse("ORDERS"));
        Assert.True(lower == upper);
        Assert.Equal(lower.GetHashCode(), upper.GetHashCode());
        Assert.True(lower != ServiceName.Parse("products"));
    }

    [Fact]
    public void Parse_NotAName_NamesValueAndRule()
    {
        var exception = Assert.Throws<FormatException>(() => ServiceName.Parse("10"));
        Assert.Equal(
            "'10' is not a service name: it must be dot-separated labels of 1 to 63 letters, digits, '-' or '_' that begin and end with a letter "
            + "or digit, 128 characters in all, must not be an IP address in any spelling, 'localhost' or 'service-registry'.",
            exception.Message);
    }
}
