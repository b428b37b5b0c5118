using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Paradyze.LocalHosting.Tests.Orchestration;

public sealed class RestartPolicyTests
{
    [Fact]
    public async Task OnFailure_ProcessFailsTwice_IsStartedUntilItRunsAndDependentsWait()
    {
        var runs = Path.GetTempFileName();
        var builder = TestApp.CreateBuilder("--LocalHosting:Restart=on-failure");
        var store = builder.AddService("store").WithArgs("fail", "3", runs, "2");
        builder.AddService("shop").WaitFor(store);
        await using var app = await builder.StartAsync();

        try
        {
            await app.UntilHealthyAsync("shop");

            Assert.Equal(3, File.ReadAllLines(runs).Length);
        }
        finally
        {
            File.Delete(runs);
        }
    }

    [Fact]
    public async Task OnFailure_ProcessKeepsFailing_IsStartedOnlyWhenEachDelayIsOver()
    {
        var time = new FakeTimeProvider();
        var builder = TestApp.CreateBuilder("--LocalHosting:Restart=on-failure");
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.AddExecutable("tool", "sh", ".", "-c", "echo no luck; exit 3");
        await using var app = await builder.StartAsync();
        var tool = app.ResourceNotifications.RequireResource("tool");

        foreach (var seconds in (int[])[1, 2, 4, 8, 16, 30, 30])
        {
            await Eventually.IsTrueAsync(() => Latest()?.Reason == $"starts again in {seconds} s", $"the tool is to wait for {seconds} s");
            time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            Assert.True(Latest()!.StartsAgain);
            Assert.Equal(["no luck"], app.ResourceNotifications.Latest(tool).Single().Replica.Output.Lines);
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        ResourceSnapshot? Latest() => app.ResourceNotifications.Latest(tool).SingleOrDefault()?.Snapshot;
    }

    [Fact]
    public async Task OnFailure_ProcessEndsWithoutFailure_StaysFinished()
    {
        var builder = TestApp.CreateBuilder("--LocalHosting:Restart=on-failure");
        builder.AddExecutable("once", "sh", ".", "-c", "exit 0");
        await using var app = await builder.StartAsync();

        await app.UntilAsync("once", KnownResourceStates.Finished);

        var once = app.ResourceNotifications.RequireResource("once");
        Assert.True(Assert.Single(app.ResourceNotifications.Latest(once)).Snapshot.HasEnded);
    }

    [Fact]
    public async Task OnFailure_StoppedBeforeTheNextStart_StaysStopped()
    {
        var builder = TestApp.CreateBuilder("--LocalHosting:Restart=on-failure");
        builder.AddExecutable("tool", "sh", ".", "-c", "echo no luck; exit 3");
        await using var app = await builder.StartAsync();
        await app.UntilAsync("tool", KnownResourceStates.Exited);

        await app.StopAsync(TestContext.Current.CancellationToken);

        var tool = app.ResourceNotifications.RequireResource("tool");
        Assert.True(Assert.Single(app.ResourceNotifications.Latest(tool)).Snapshot.HasEnded);
    }
}
