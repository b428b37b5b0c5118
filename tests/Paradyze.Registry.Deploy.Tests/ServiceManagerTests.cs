using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Paradyze.Testing;

namespace Paradyze.Registry.Deploy.Tests;

/// <summary>What a service manager hears from a registry that it started.</summary>
public sealed class ServiceManagerTests(PublishedRegistry published) : IAsyncLifetime
{
    private readonly TempFolder _data = new();
    private readonly ServiceManager _manager = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _manager.DisposeAsync();
        _data.Dispose();
    }

    [Fact]
    public async Task Registry_Started_SaysReadyWhenItAnswersAndStoppingAtTerm()
    {
        _manager.Start(published.Program, _data.Path);
        Assert.Equal("READY=1", await _manager.NotificationAsync(Cancellation));
        using (var client = new HttpClient { BaseAddress = await _manager.AddressAsync(Cancellation) })
            Assert.Contains("\"healthy\"", await client.GetStringAsync("/health", Cancellation), StringComparison.Ordinal);
        Assert.False(_manager.HasNotification);

        await _manager.TerminateAsync(Cancellation);
        Assert.Equal("STOPPING=1", await _manager.NotificationAsync(Cancellation));
        Assert.Equal(0, await _manager.ExitAsync(Cancellation));
        Assert.False(_manager.HasNotification);
    }

    [Fact]
    public async Task Registry_CannotListen_NeverSaysReady()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        _manager.Start(published.Program, _data.Path, new("SERVICE_REGISTRY_PORT", port), new("Registry__Host", "127.0.0.1"));

        Assert.Equal(1, await _manager.ExitAsync(Cancellation));
        Assert.Contains("State is kept in", _manager.Output, StringComparison.Ordinal);
        Assert.Contains($"error: Failed to bind to address http://127.0.0.1:{port}", _manager.Output, StringComparison.Ordinal);
        while (_manager.HasNotification) Assert.Equal("STOPPING=1", await _manager.NotificationAsync(Cancellation));
    }
}
