using System.Text.RegularExpressions;
using Paradyze.LocalHosting.Ports;
using Paradyze.LocalHosting.Supervision;

namespace Paradyze.LocalHosting.Tests.ResourceService;

/// <summary>The resource service of an app host in a process of its own.</summary>
public sealed partial class ResourceServiceRunTests
{
    // What a web server and gRPC are loaded from. Microsoft.Extensions.* of the same framework is used by the engine itself.
    private static readonly string[] WebServer = ["Microsoft.AspNetCore.", "Grpc.", "Google.Protobuf"];

    [Fact]
    public async Task Run_ServiceIsOn_TellsItsAddressAndEndsOnASignalWhileWatched()
    {
        await using var appHost = new AppHostProcess(Dashboard.On, "--DcpPublisher:RandomizePorts=true");
        await appHost.WaitForLineAsync(AppHostProcess.AllUp);
        using var dashboard = new Dashboard(AddressOf(appHost));
        using var watch = dashboard.Watch();
        await watch.UntilAsync("shop", shop => shop.State == KnownResourceStates.Running, replicas: 2);

        appHost.Signal(Posix.Terminate);
        await watch.UntilEndAsync();

        await appHost.EndsWithAsync(0);
        Assert.All(watch.Of("shop"), shop => Assert.Equal(KnownResourceStates.Exited, shop.State));
    }

    [Fact]
    public async Task Run_ServiceIsOff_LoadsNoWebServerAndOpensNoPortForAspiresVariable()
    {
        var port = Loopback.FreePort();
        await using var appHost = new AppHostProcess(
            "--DcpPublisher:RandomizePorts=true", $"--ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL=http://localhost:{port}");
        await appHost.WaitForLineAsync(AppHostProcess.AllUp);

        Assert.Empty(WebServerFilesOf(appHost.ProcessId));
        Assert.Empty(WebServerFilesOf(SupervisorOf(appHost)));
        Assert.True(PortAllocator.IsFree(port));
    }

    [Fact]
    public async Task Run_ServiceIsOn_LeavesTheSupervisorWithoutAWebServer()
    {
        await using var appHost = new AppHostProcess(Dashboard.On, "--DcpPublisher:RandomizePorts=true");
        await appHost.WaitForLineAsync(AppHostProcess.AllUp);

        Assert.NotEmpty(WebServerFilesOf(appHost.ProcessId));
        Assert.Empty(WebServerFilesOf(SupervisorOf(appHost)));
    }

    [Fact]
    public async Task Run_AddressInUse_NamesKeyAddressAndHolderAndStartsNothing()
    {
        using var holder = Loopback.Listen();
        var port = Loopback.PortOf(holder);
        await using var appHost = new AppHostProcess($"--LocalHosting:ResourceService=http://localhost:{port}");

        await appHost.EndsWithAsync(1);
        Assert.Equal(
            [
                $"error: LocalHosting:ResourceService is 'http://localhost:{port}': the port is already in use{PortHolder.Describe(port)}. "
                + "Stop that process, or choose another port.",
            ],
            appHost.Lines);
    }

    [Fact]
    public async Task Run_AddressOfAnotherMachine_Fails()
    {
        await using var appHost = new AppHostProcess(
            "--LocalHosting:ResourceService=http://192.0.2.1:19081", "--LocalHosting:ResourceServiceApiKey=key");

        await appHost.EndsWithAsync(1);
        Assert.Equal(
            [
                "error: LocalHosting:ResourceService is 'http://192.0.2.1:19081': the system does not let it be listened on "
                + "(Cannot assign requested address). Choose another address.",
            ],
            appHost.Lines);
    }

    [Fact]
    public async Task Run_AddressIsNone_FailsBeforeAnythingIsStarted()
    {
        await using var appHost = new AppHostProcess("--LocalHosting:ResourceService=yes");

        await appHost.EndsWithAsync(1);
        Assert.Equal(
            ["error: LocalHosting:ResourceService is 'yes': it must be an http address without a path, such as http://localhost:19081."],
            appHost.Lines);
    }

    private static string AddressOf(AppHostProcess appHost) =>
        Assert.Single(appHost.Lines.Select(line => Told().Match(line)), match => match.Success).Groups["address"].Value;

    private static IEnumerable<string> WebServerFilesOf(int processId) =>
        File.ReadLines($"/proc/{processId}/maps")
            .Select(line => Path.GetFileName(line))
            .Where(file => Array.Exists(WebServer, prefix => file.StartsWith(prefix, StringComparison.Ordinal)))
            .Distinct();

    private static int SupervisorOf(AppHostProcess appHost) => DescendantProcesses.ParentOf(appHost.Children()[0].ProcessId);

    [GeneratedRegex(@"^Aspire's dashboard can read the resources at (?<address>http://127\.0\.0\.1:\d+) \(see docs/aspire\.md\)\.$", RegexOptions.None, 1000)]
    private static partial Regex Told();
}
