using Paradyze.LocalHosting.Reporting;

namespace Paradyze.LocalHosting.Tests.Reporting;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("plain text, ünïcödé and 😀", "plain text, ünïcödé and 😀")]
    [InlineData("a\ttab", "a\ttab")]
    [InlineData("\e[2J\e[1;1Hcleared", "cleared")]
    [InlineData("\e[?1049hother screen", "other screen")]
    [InlineData("\e]0;a title\atext", "text")]
    [InlineData("\e]8;;http://localhost\e\\a link\e]8;;\e\\", "a link")]
    [InlineData("\ecreset\e(B", "reset")]
    [InlineData("bell\a, null\0, delete\x7f, \u009b2Jeight-bit", "bell, null, delete, 2Jeight-bit")]
    [InlineData("cut off\e", "cut off")]
    public void Of_WhatActsOnTheTerminal_IsLeftOut(string line, string expected)
    {
        Assert.Equal(expected, TerminalText.Of(line, keepsColour: true));
        Assert.Equal(expected, TerminalText.Of(line, keepsColour: false));
    }

    [Theory]
    [InlineData(true, "\e[1;38:5:9mred\e[m")]
    [InlineData(false, "red")]
    public void Of_Colours_StayWhereTheyAreShown(bool keepsColour, string expected) =>
        Assert.Equal(expected, TerminalText.Of("\e[1;38:5:9mred\e[m", keepsColour));
}
