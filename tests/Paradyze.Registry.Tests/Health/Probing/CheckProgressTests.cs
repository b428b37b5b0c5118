using Paradyze.Discovery;
using Paradyze.Registry.Health.Asking;
using Paradyze.Registry.Health.Probing;
using Paradyze.Registry.Tests.Health.Asking;

namespace Paradyze.Registry.Tests.Health.Probing;

public sealed class CheckProgressTests
{
    private static string Verdicts(string results, int failures = 3, int successes = 1)
    {
        var check = Asker.Check(HealthCheckType.Http, "http://h") with { FailuresBeforeCritical = failures, SuccessesBeforeUp = successes };
        var progress = default(CheckProgress);
        return string.Concat(results.Select((result, i) =>
        {
            progress = progress.After(result == '+' ? ProbeReport.Pass("answered 200") : ProbeReport.Fail($"answered 50{i}", "503"), check, now: i + 1);
            return progress.Verdict switch { CheckVerdict.Passing => 'P', CheckVerdict.Critical => 'C', _ => '.' };
        }));
    }

    [Theory]
    [InlineData("+", 3, 1, "P")]
    [InlineData("+", 3, 5, "P")] // the first success is enough while nothing has spoken
    [InlineData("---", 3, 1, "..C")]
    [InlineData("-", 1, 1, "C")]
    [InlineData("--+", 3, 1, "..P")]
    [InlineData("+--+--", 3, 1, "PPPPPP")]
    [InlineData("+---", 3, 1, "PPPC")]
    [InlineData("---+", 3, 1, "..CP")]
    [InlineData("---++", 3, 2, "..CCP")]
    [InlineData("---+-++", 3, 2, "..CCCCP")]
    [InlineData("---+--+---", 3, 1, "..CPPPPPPC")]
    public void After_Results_IsThisVerdict(string results, int failures, int successes, string verdicts) =>
        Assert.Equal(verdicts, Verdicts(results, failures, successes));

    [Fact]
    public void After_MoreFailures_KeepsReasonAndMoment()
    {
        var check = Asker.Check(HealthCheckType.Http, "http://h/health") with { FailuresBeforeCritical = 2 };
        var progress = default(CheckProgress).After(ProbeReport.Fail("answered 500", "500"), check, 10).After(ProbeReport.Fail("answered 503", "503"), check, 20);
        Assert.Equal(("probe failing: GET http://h/health answered 503", 20L), (progress.Reason, progress.CriticalSince));
        Assert.Equal(progress, progress.After(ProbeReport.Fail("refused the connection", "refused"), check, 30));
    }
}
