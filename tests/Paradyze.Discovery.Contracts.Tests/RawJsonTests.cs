using System.Text.Json;

namespace Paradyze.Discovery.Contracts.Tests;

public sealed class RawJsonTests
{
    [Fact]
    public void Parse_Text_KeepsNumbersNullsOrderAndDropsWhiteSpace() =>
        Assert.Equal(
            """{"z":1.500,"a":[1e3,null,-0],"text":"é\"\n"}""",
            RawJson.Parse("""{ "z" : 1.500, "a" : [ 1e3, null, -0 ], "text" : "é\"\n" }""").ToString());

    [Fact]
    public void Parse_NotJson_Throws() => Assert.ThrowsAny<JsonException>(() => RawJson.Parse("{"));

    [Fact]
    public void From_UnpairedSurrogate_Throws() =>
        Assert.Throws<InvalidOperationException>(() => RawJson.Parse("""{"a":"\ud800"}"""));

    [Fact]
    public void Equals_SameText_IsEqual()
    {
        Assert.True(RawJson.Parse("{ }") == RawJson.Parse("{}"));
        Assert.True(RawJson.Parse("1.0") != RawJson.Parse("1"));
        Assert.Equal(RawJson.Parse("[1]").GetHashCode(), RawJson.Parse("[ 1 ]").GetHashCode());
    }

    [Fact]
    public void ToElement_OutlivesTheText() => Assert.Equal(7, RawJson.Parse("""{"a":7}""").ToElement().GetProperty("a").GetInt32());
}
