using Paradyze.Discovery;
using Paradyze.Registry.Dashboard;

namespace Paradyze.Registry.Tests.Dashboard;

public sealed class WordingTests
{
    [Theory]
    [InlineData("http://orders.example:8080/a", "http://orders.example:8080/a")]
    [InlineData("HTTPS://orders.example", "https://orders.example/")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("JavaScript://orders.example/%0aalert(1)", null)]
    [InlineData("data:text/html,<script>alert(1)</script>", null)]
    [InlineData("file:///etc/passwd", null)]
    [InlineData("//orders.example", null)]
    [InlineData("/orders", null)]
    [InlineData("", null)]
    public void Link_Url_IsOneOnlyForHttp(string url, string? link) => Assert.Equal(link, Wording.Link(url));

    [Theory]
    [InlineData(0, 0, "no probes yet")]
    [InlineData(1, 1, "1 of the last 1 probe passed")]
    [InlineData(19, 20, "19 of the last 20 probes passed")]
    public void Passed_Probes_AreCounted(int passed, int all, string words) => Assert.Equal(words, Wording.Passed(passed, all));

    [Theory]
    [InlineData(CheckVerdict.Passing, "passing")]
    [InlineData(CheckVerdict.Critical, "critical")]
    [InlineData(CheckVerdict.Unspoken, "no verdict yet")]
    public void Verdict_IsThisWord(CheckVerdict verdict, string words) => Assert.Equal(words, Wording.Verdict(verdict));

    [Fact]
    public void Clock_IsTheTimeOfDay() => Assert.Equal("09:01:02", Wording.Clock(Instances.Start.AddSeconds(62)));

    [Theory]
    [InlineData(-5, "just now")]
    [InlineData(59, "just now")]
    [InlineData(60, "1 min ago")]
    [InlineData(3599, "59 min ago")]
    [InlineData(3600, "1 h ago")]
    [InlineData(86_399, "23 h ago")]
    [InlineData(86_400, "1 d ago")]
    [InlineData(86_400 * 1500, "1,500 d ago")]
    public void Ago_Age_IsInItsLargestUnit(int seconds, string words) =>
        Assert.Equal(words, Wording.Ago(Instances.Start, Instances.Start.AddSeconds(seconds)));

    [Theory]
    [InlineData(null, "none")]
    [InlineData(30, "30 s")]
    [InlineData(119, "119 s")]
    [InlineData(120, "2 min")]
    [InlineData(7199, "119 min")]
    [InlineData(86_400, "24 h")]
    public void Lease_Seconds_AreInAUnitThatReads(int? seconds, string words) => Assert.Equal(words, Wording.Lease(seconds));

    [Theory]
    [InlineData("probe failing: TCP h:80 refused the connection", "probe failing")]
    [InlineData("probe passing", "probe passing")]
    [InlineData("lease expired: of the host", "lease expired: of the host")]
    public void BesideProbes_ReasonThatTheyFound_LeavesThemToSpeakForThemselves(string reason, string words) =>
        Assert.Equal(words, Wording.BesideProbes(reason, found: reason.StartsWith("probe", StringComparison.Ordinal) ? reason : null));

    [Theory]
    [InlineData(1, 1, "1 instance")]
    [InlineData(2000, 2000, "2,000 instances")]
    [InlineData(1, 2, "1 of 2 instances handed out")]
    [InlineData(0, 1, "not handed out")]
    [InlineData(0, 3, "none of 3 instances handed out")]
    public void Serving_Counts_AreCalmWhenAllAre(int serving, int total, string words) =>
        Assert.Equal(words, Wording.Serving(serving, total));
}
