using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Paradyze.LocalHosting.ResourceService;

namespace Paradyze.LocalHosting.Tests.ResourceService;

/// <summary>Asks what Aspire's dashboard asks. Each call ends after a minute.</summary>
internal sealed class Dashboard : IDisposable
{
    /// <summary>What an app host is told, so that it serves its resources on a port of its own.</summary>
    public const string On = "--LocalHosting:ResourceService=http://localhost:0";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly GrpcChannel _channel;
    private readonly Metadata _headers = [];

    public Dashboard(string address, string? apiKey = null)
    {
        _channel = GrpcChannel.ForAddress(address);
        if (apiKey is not null)
            _headers.Add("x-resource-service-api-key", apiKey);
    }

    private Wire.DashboardService.DashboardServiceClient Client => new(_channel);

    private CallOptions Options => new(
        _headers,
        TimeProvider.System.GetUtcNow().UtcDateTime + Limit,
        TestContext.Current.CancellationToken);

    public static Dashboard Of(DistributedApplication app, string? apiKey = null) =>
        new(app.Services.GetRequiredService<ResourceServiceHost>().Address, apiKey);

    /// <summary>Starts the fixture app host: a store, and two replicas of a shop that wait for it.</summary>
    public static async Task<DistributedApplication> StartedFixtureAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<FixtureAppHost>([On], cancellation);
        var app = await builder.BuildAsync(cancellation);
        await app.StartAsync(cancellation);
        return app;
    }

    public async Task<Wire.ApplicationInformationResponse> InformationAsync() =>
        await Client.GetApplicationInformationAsync(new(), Options);

    public WatchedResources Watch() => new(Client.WatchResources(new(), Options));

    public WatchedLines WatchLines(string resource, bool suppressFollow = false) =>
        new(Client.WatchResourceConsoleLogs(new() { ResourceName = resource, SuppressFollow = suppressFollow }, Options));

    public async Task<Wire.ResourceCommandResponse> ExecuteAsync(Wire.Resource resource, string command) => await Client.ExecuteResourceCommandAsync(
        new() { ResourceName = resource.Name, ResourceType = resource.ResourceType, CommandName = command },
        Options);

    /// <summary>Calls what the dashboard knows and this server does not offer.</summary>
    public async Task CallAsync(string method)
    {
        var bytes = Marshallers.Create<byte[]>(message => message, message => message);
        using var call = _channel.CreateCallInvoker().AsyncDuplexStreamingCall(
            new Method<byte[], byte[]>(MethodType.DuplexStreaming, "aspire.v1.DashboardService", method, bytes, bytes), host: null, Options);
        await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken);
    }

    public void Dispose() => _channel.Dispose();
}
