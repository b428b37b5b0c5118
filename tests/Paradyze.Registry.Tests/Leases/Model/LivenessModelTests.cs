using System.Globalization;

namespace Paradyze.Registry.Tests.Leases.Model;

/// <summary>The registry does what docs/liveness.md says, whatever happens to it.</summary>
public sealed class LivenessModelTests
{
    private const string PlaysVariable = "PARADYZE_LIVENESS_PLAYS";
    private const int UsualPlays = 30;
    private const int StepsAPlay = 40;

    private static int Plays =>
        int.TryParse(Environment.GetEnvironmentVariable(PlaysVariable), CultureInfo.InvariantCulture, out var plays) ? plays : UsualPlays;

    [Fact]
    public async Task Registry_RandomSteps_DoesWhatTheModelDoes()
    {
        for (var seed = 1; seed <= Plays; seed++)
        {
            var steps = new Steps(seed).Take(StepsAPlay);
            var (played, difference) = await LivenessPlay.RunAsync(steps);
            if (difference is null) continue;
            var (shortest, why) = await ShrinkAsync([.. steps.Take(played)], difference);
            Assert.Fail($"Seed {seed}: {why}, after{Environment.NewLine}{string.Join(Environment.NewLine, shortest)}");
        }
    }

    /// <summary>Leaves out what is not needed for a difference, one step after another from the end.</summary>
    private static async Task<(List<Step> Steps, string Difference)> ShrinkAsync(List<Step> steps, string difference)
    {
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            List<Step> without = [.. steps[..i], .. steps[(i + 1)..]];
            if (await LivenessPlay.RunAsync(without) is not (var played, { } still)) continue;
            (steps, difference) = (without[..played], still);
            i = Math.Min(i, steps.Count);
        }

        return (steps, difference);
    }
}
