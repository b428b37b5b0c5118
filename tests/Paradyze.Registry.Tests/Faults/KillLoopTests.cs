using System.Globalization;
using Paradyze.Testing;

namespace Paradyze.Registry.Tests.Faults;

/// <summary>
/// The registry is killed again and again while it is written to: every change that was answered is there after the next start.
/// </summary>
public sealed class KillLoopTests
{
    private const string RoundsVariable = "PARADYZE_KILL_ROUNDS";
    private const int UsualRounds = 20;
    private const int Kill = 9;
    private const int Writers = 8;
    private const int MostAnswers = 150;

    // Small, so that kills meet snapshots too.
    private static readonly string[] s_args = ["--urls", "http://127.0.0.1:0", "--Registry:Journal:SnapshotBytes", "30000"];

    private static int Rounds =>
        int.TryParse(Environment.GetEnvironmentVariable(RoundsVariable), CultureInfo.InvariantCulture, out var rounds) ? rounds : UsualRounds;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_WhileEightWrite_LosesNothingAcknowledged()
    {
        using var data = new TempFolder();
        var random = new Random(4);
        var writers = Enumerable.Range(0, Writers).Select(number => new KillWriter($"writer-{number}")).ToArray();
        for (var round = 0; round <= Rounds; round++)
        {
            await using var registry = RegistryProcess.Start(data.Path, s_args);
            using var client = new HttpClient { BaseAddress = await registry.AddressAsync(Cancel) };
            await Task.WhenAll(writers.Select(writer => writer.CheckAsync(client, round)));
            if (round < Rounds) await KillAmidAsync(registry, client, writers, random.Next(1, MostAnswers));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{writers.Sum(writer => writer.Acknowledged)} changes acknowledged in {Rounds} rounds");
    }

    private static async Task KillAmidAsync(RegistryProcess registry, HttpClient client, KillWriter[] writers, int answers)
    {
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var left = answers;
        var writing = writers.Select(writer => writer.WriteAsync(client, Answered)).ToArray();
        await enough.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Cancel);
        registry.Signal(Kill);
        await Task.WhenAll(writing);
        await registry.ExitAsync(Cancel);

        void Answered()
        {
            if (Interlocked.Decrement(ref left) == 0) enough.SetResult();
        }
    }
}
