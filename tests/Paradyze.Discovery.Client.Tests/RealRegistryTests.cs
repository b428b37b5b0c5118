using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Paradyze.Testing;

namespace Paradyze.Discovery.Client.Tests;

/// <summary>The same client against the real registry, so that the fake one of the other tests cannot drift from it unnoticed.</summary>
public sealed class RealRegistryTests : IAsyncLifetime
{
    private readonly RegistryServer _registry = new();
    private ClientFixture _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _client = new ClientFixture(_registry.Address.ToString());
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _registry.DisposeAsync();
    }

    [Fact]
    public async Task FourCalls_ServiceComesAndGoes()
    {
        var registered = await _client.Client.RegisterServiceAsync("orders", "http://127.0.0.1:5001", new { Version = "1.4.2" }, Cancel);
        var url = await _client.Client.GetServiceUrlAsync("orders", Cancel);
        var listed = await _client.Client.ListServicesAsync("ord", Cancel);
        var removed = await _client.Client.UnregisterServiceAsync("orders", Cancel);
        var again = await _client.Client.UnregisterServiceAsync("orders", Cancel);
        await _client.RefreshAsync();

        Assert.Equal(("1.4.2", "http://127.0.0.1:5001/"), (registered.Version, url.ToString()));
        Assert.Equal("orders", Assert.Single(listed).ServiceName);
        Assert.Equal(registered.InstanceId, Assert.Single(removed).InstanceId);
        Assert.Empty(again);
        await Assert.ThrowsAsync<ServiceNotFoundException>(() => _client.ResolveUrlAsync("orders"));
    }

    [Fact]
    public async Task Refresh_NothingThenSomethingChanges_ListenersAreWokenByTheChangeAlone()
    {
        await _client.Client.RegisterServiceAsync("orders", "http://127.0.0.1:5001", cancellationToken: Cancel);
        var before = await _client.Resolver.ResolveAllAsync(new EndpointQuery("orders"), Cancel);
        await _client.RefreshAsync();
        var isWokenByNothing = before.ChangeToken.HasChanged;
        await _client.Client.RegisterServiceAsync("orders", "http://127.0.0.1:5002", cancellationToken: Cancel);

        await _client.RefreshAsync();

        Assert.Equal((false, true), (isWokenByNothing, before.ChangeToken.HasChanged));
        Assert.Equal(2, (await _client.Resolver.ResolveAllAsync(new EndpointQuery("orders"), Cancel)).Endpoints.Count);
    }

    [Fact]
    public async Task ListServicesAsync_MoreThanAPage_FindsAll()
    {
        const int Count = 501; // one more than the client asks for at once
        var names = Enumerable.Range(0, Count).Select(i => $"service-{i:0000}").ToArray();
        await Parallel.ForEachAsync(names, Cancel, async (name, cancel) =>
            await _client.Client.RegisterServiceAsync(name, "http://127.0.0.1:5001", cancellationToken: cancel));

        var listed = await _client.Client.ListServicesAsync(cancellationToken: Cancel);

        Assert.Equal(names, listed.Select(s => s.ServiceName));
    }

    [Fact]
    public async Task RegisterServiceAsync_Refused_ErrorShowsEveryFault()
    {
        var error = await Assert.ThrowsAsync<RegistryException>(() => _client.Client.RegisterServiceAsync("two words", "nowhere", cancellationToken: Cancel));

        Assert.Equal(ErrorCodes.InvalidInput, error.Problem?.Code);
        Assert.Equal(["/serviceName", "/url"], error.Problem?.Errors?.Select(e => e.Pointer).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task SelfRegistration_LeaseIsKeptThenEndedByTheHost()
    {
        _client.Services.AddParadyzeSelfRegistration(static options => options.Advertise.Url = "http://127.0.0.1:5001");
        var service = _client.Get<IEnumerable<IHostedService>>().OfType<IHostedLifecycleService>().Single();
        await service.StartedAsync(Cancel);
        await Eventually.TrueAsync(() => _client.Logs.GetSnapshot().Any(l => l.Id.Name == "Registered"));
        var found = await _client.Resolver.ResolveAsync("paradyze.test", Cancel);

        await _client.Client.UnregisterServiceAsync(new UnregistrationRequest { ServiceName = "paradyze.test" }, Cancel); // behind its back
        await Eventually.TrueAsync(
            () => _client.Logs.GetSnapshot().Count(l => l.Id.Name == "Registered") == 2, () => _client.Time.Advance(TimeSpan.FromSeconds(1)));
        await service.StoppingAsync(Cancel);

        Assert.Equal((10, "http://127.0.0.1:5001/"), (found.Instance!.LeaseSeconds, found.Url.ToString()));
        Assert.Empty(await _client.Client.ListServicesAsync(cancellationToken: Cancel));
    }
}
