using CsCheck;

namespace Paradyze.Discovery.Contracts.Tests;

public sealed class RevisionTests
{
    [Fact]
    public void TryParse_WhatToStringWrote_IsTheSame() =>
        Gen.Select(Gen.Char["abc019"].Array[1, 32], Gen.Long[0, long.MaxValue]).Sample((epoch, number) =>
        {
            var revision = new Revision(new string(epoch), number);
            return Revision.TryParse(revision.ToString(), out var parsed) && parsed == revision;
        });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("7")]
    [InlineData(".7")]
    [InlineData("a.")]
    [InlineData("a.-1")]
    [InlineData("a.1x")]
    [InlineData("A.1")]
    [InlineData("a.b.1")]
    [InlineData("a.99999999999999999999")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.1")]
    public void TryParse_NotARevision_IsRefused(string? text) => Assert.False(Revision.TryParse(text, out _));

    [Fact]
    public void ToETag_IsWeak() => Assert.Equal("W/\"e1.4711\"", new Revision("e1", 4711).ToETag());
}
