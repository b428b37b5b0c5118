using Paradyze.LocalHosting.Ports;
using Paradyze.LocalHosting.Supervision;

namespace Paradyze.LocalHosting.Tests;

/// <summary>What a person at a terminal sees of an app host, with real processes and signals.</summary>
public sealed class RunTests
{
    internal const string FirstLine =
        "Paradyze.LocalHosting, the embedded engine, starts 2 resources of Paradyze.LocalHosting.Fixtures.AppHost.";

    private const int HangUp = 1;
    private const int Interrupt = 2;

    [Theory]
    [InlineData(Interrupt)]
    [InlineData(HangUp)]
    [InlineData(Posix.Terminate)]
    public async Task Run_Signalled_StopsDependentsFirstAndExitsWithZero(int signal)
    {
        await using var appHost = new AppHostProcess($"--Store:Port={Loopback.FreePort()}");
        await appHost.WaitForLineAsync(AppHostProcess.AllUp);
        var children = appHost.Children();

        appHost.Signal(signal);

        await appHost.EndsWithAsync(0);
        Assert.Equal(3, children.Count);
        Assert.All(children, child => Assert.True(AppHostProcess.IsGone(child.ProcessId, child.Port)));
        Assert.True(IndexOf(appHost, "shop-1 > Exited with exit code 0") < IndexOf(appHost, "store  > Stopping"));
        Assert.True(IndexOf(appHost, "shop-2 > Exited with exit code 0") < IndexOf(appHost, "store  > Stopping"));
        Assert.Equal("store  > Exited with exit code 0", appHost.Lines[^1]);
    }

    [Theory]
    [InlineData(Interrupt)]
    [InlineData(Posix.Terminate)]
    public async Task Run_SignalledAgainWhileStopping_KillsEverythingAtOnceAndExitsWith130(int signal)
    {
        await using var appHost = new AppHostProcess(
            $"--Store:Port={Loopback.FreePort()}", "--Shop:Args=stubborn", "--LocalHosting:StopTimeout=01:00:00");
        await appHost.WaitForLineAsync(AppHostProcess.AllUp);
        var children = appHost.Children();
        appHost.Signal(signal);
        await appHost.WaitForLineAsync("shop-1 > Stopping");

        // The first ones come so soon that they count as the same.
        await Eventually.IsTrueAsync(
            () =>
            {
                appHost.Signal(signal);
                return appHost.Lines.Contains("Killing whatever still runs.");
            },
            "the app host hurries");

        await appHost.EndsWithAsync(130);
        Assert.Contains("shop-1 > Exited with exit code 137", appHost.Lines);
        await AppHostProcess.NothingIsLeftAsync(children);
    }

    [Fact]
    public async Task Run_OneSignalDeliveredTwice_StopsInOrder()
    {
        await using var appHost = new AppHostProcess($"--Store:Port={Loopback.FreePort()}");
        await appHost.WaitForLineAsync(AppHostProcess.AllUp);

        appHost.Signal(Interrupt);
        appHost.Signal(Interrupt);

        await appHost.EndsWithAsync(0);
        Assert.Equal("store  > Exited with exit code 0", appHost.Lines[^1]);
    }

    [Fact]
    public async Task Run_HungUpAgainWhileStopping_IsNotHurried()
    {
        await using var appHost = new AppHostProcess(
            $"--Store:Port={Loopback.FreePort()}", "--Shop:Args=stubborn", "--LocalHosting:StopTimeout=01:00:00");
        await appHost.WaitForLineAsync(AppHostProcess.AllUp);

        // For longer than one signal may take to come twice.
        var first = TimeProvider.System.GetTimestamp();
        await Eventually.IsTrueAsync(
            () =>
            {
                appHost.Signal(HangUp);
                return TimeProvider.System.GetElapsedTime(first) > TimeSpan.FromSeconds(1);
            },
            "a second has passed");
        Assert.DoesNotContain("Killing whatever still runs.", appHost.Lines);

        appHost.Signal(Interrupt);
        await appHost.EndsWithAsync(130);
    }

    [Fact]
    public async Task Run_ResourceDoesNotEnd_IsKilledAtItsDeadlineAndTheRestStopsInOrder()
    {
        await using var appHost = new AppHostProcess(
            $"--Store:Port={Loopback.FreePort()}", "--Shop:Args=stubborn", "--LocalHosting:StopTimeout=00:00:02");
        await appHost.WaitForLineAsync(AppHostProcess.AllUp);

        appHost.Signal(Interrupt);

        await appHost.EndsWithAsync(0);
        Assert.True(IndexOf(appHost, "shop-1 > Exited with exit code 137") < IndexOf(appHost, "store  > Stopping"));
        Assert.Equal("store  > Exited with exit code 0", appHost.Lines[^1]);
    }

    [Fact]
    public async Task Run_NobodyReadsItsOutput_StopsAllTheSame()
    {
        using var output = new NamedPipe();
        await using var appHost = AppHostProcess.WithOutput(
            output.Path, $"--Store:Port={Loopback.FreePort()}", "--Shop:Args=chatty", "--LocalHosting:StopTimeout=00:00:01");
        await output.ReadUntilAsync(AppHostProcess.AllUp);

        appHost.Signal(Posix.Terminate);

        await appHost.EndsWithAsync(0);
    }

    [Fact]
    public async Task Run_OneResourceNeverStopsWriting_OthersAreHeard()
    {
        await using var appHost = new AppHostProcess($"--Store:Port={Loopback.FreePort()}", "--Shop:Args=chatty");

        await appHost.WaitForLineAsync(AppHostProcess.AllUp);
        appHost.Signal(Posix.Terminate);

        await appHost.EndsWithAsync(0);
        Assert.Contains("store  | info: Microsoft.Hosting.Lifetime[0]", appHost.Lines);
        Assert.Contains("shop-1 | noise", appHost.Lines);
        Assert.Equal("store  > Exited with exit code 0", appHost.Lines[^1]);
    }

    [Theory]
    [InlineData(Interrupt)]
    [InlineData(HangUp)]
    [InlineData(Posix.Terminate)]
    public async Task Run_SignalledAtItsFirstLine_StopsAndExitsWithZero(int signal)
    {
        await using var appHost = new AppHostProcess($"--Store:Port={Loopback.FreePort()}");
        await appHost.WaitForLineAsync(FirstLine);

        appHost.Signal(signal);

        await appHost.EndsWithAsync(0);
        Assert.Contains("Stopping. Ctrl-C again kills whatever still runs.", appHost.Lines);
        Assert.DoesNotContain(appHost.Lines, line => line.StartsWith("error", StringComparison.Ordinal));
        await AppHostProcess.NothingIsLeftAsync(appHost.Children());
    }

    [Fact]
    public async Task Run_AllHealthy_TellsEngineStatesAndAddresses()
    {
        var port = Loopback.FreePort();
        await using var appHost = new AppHostProcess($"--Store:Port={port}");

        await appHost.WaitForLineAsync(AppHostProcess.AllUp);
        await appHost.WaitForLineAsync($"  store     http://localhost:{port}");

        Assert.Equal(
            [
                FirstLine,
                "Aspire runs the same app model: dotnet run --project Paradyze.LocalHosting.Fixtures.AppHost -p:AppHostEngine=Aspire (see docs/aspire.md).",
                "store  > Starting",
                "shop-1 > Waiting for store",
                "shop-2 > Waiting for store",
            ],
            appHost.Lines.Take(5));
        Assert.Contains($"  settings  http://localhost:{port}/environment", appHost.Lines);
        Assert.Contains("store  | info: Microsoft.Hosting.Lifetime[0]", appHost.Lines);
        Assert.True(IndexOf(appHost, "store  > Healthy") < IndexOf(appHost, "shop-1 > Starting"));
        Assert.DoesNotContain(appHost.Lines, line => line.Contains('\e', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_ProxyForTheOutside_IsNotAskedForHealth()
    {
        await using var appHost = AppHostProcess.WithVariables(
            [$"http_proxy=http://localhost:{Loopback.FreePort()}"], "--DcpPublisher:RandomizePorts=true");

        await appHost.WaitForLineAsync(AppHostProcess.AllUp);
    }

    [Fact]
    public async Task Run_ShopFails_TellsExitCodeAndLastLinesAndKeepsTheRest()
    {
        await using var appHost = new AppHostProcess($"--Store:Port={Loopback.FreePort()}", "--Shop:Args=fail 3");

        await appHost.WaitForLineAsync("Up, without shop-1, shop-2. Ctrl-C stops it.");

        var told = IndexOf(appHost, "shop-1 > Exited with exit code 3; its last lines:");
        Assert.Equal(["shop-1 >     about to fail", "shop-1 >     failing as told"], appHost.Lines.Skip(told + 1).Take(2));
        Assert.True(AppHostProcess.Runs(appHost.Children()[0].ProcessId));
    }

    [Fact]
    public async Task Run_ShopFailsAndIsStartedAgain_TellsExitCodeDelayAndLastLines()
    {
        await using var appHost = new AppHostProcess($"--Store:Port={Loopback.FreePort()}", "--Shop:Args=fail 3", "--LocalHosting:Restart=on-failure");

        await appHost.WaitForLineAsync("shop-1 > Exited with exit code 3: starts again in 2 s; its last lines:");
        appHost.Signal(Interrupt);

        await appHost.EndsWithAsync(0);
        Assert.True(IndexOf(appHost, "shop-1 > Exited with exit code 3: starts again in 1 s; its last lines:") > 0);
        Assert.Equal("store  > Exited with exit code 0", appHost.Lines[^1]);
        Assert.DoesNotContain(AppHostProcess.AllUp, appHost.Lines);
    }

    [Fact]
    public async Task Run_PortInUse_NamesPortResourceAndHolderAndFails()
    {
        using var holder = Loopback.Listen();
        var port = Loopback.PortOf(holder);
        await using var appHost = new AppHostProcess($"--Store:Port={port}");

        await appHost.EndsWithAsync(1);
        Assert.Equal(
            $"error: Port {port} of resource 'store' (endpoint 'http') is already in use{PortHolder.Describe(port)}. "
            + "Stop that process, or give the endpoint another port in the app model.",
            appHost.Lines[^1]);
        Assert.StartsWith($" by process {Environment.ProcessId} (", PortHolder.Describe(port), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_PortsRandomized_RunsBesideWhoeverHoldsTheFixedOne()
    {
        using var holder = Loopback.Listen();
        var port = Loopback.PortOf(holder);
        await using var appHost = new AppHostProcess($"--Store:Port={port}", "--DcpPublisher:RandomizePorts=true");

        await appHost.WaitForLineAsync(AppHostProcess.AllUp);

        var store = appHost.Children()[0];
        Assert.NotEqual(port, store.Port);
        await appHost.WaitForLineAsync($"  store     http://localhost:{store.Port}");
    }

    private static int IndexOf(AppHostProcess appHost, string line) => appHost.Lines.ToList().IndexOf(line) is var index and >= 0
        ? index
        : throw new InvalidOperationException($"'{line}' is not among: {string.Join(Environment.NewLine, appHost.Lines)}");
}
