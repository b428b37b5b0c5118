using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Paradyze.Registry.Health.Asking;
using Paradyze.Registry.Health.Probing;
using Paradyze.Registry.Registration;
using Paradyze.Testing;

namespace Paradyze.Registry.Tests.Health.Probing;

/// <summary>The prober as the host runs it.</summary>
public sealed class ProberHostTests
{
    private const int MaxInFlight = 3;

    private readonly FakeProbe _probe = new();
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RegistryServer Start() => new(
        configure: services => services
            .AddSingleton<IProbe>(_probe)
            .Configure<RegistryOptions>(options => options.Probes.MaxInFlight = MaxInFlight),
        isProbing: true);

    private async Task UntilAskedAsync(int count)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (_probe.Count < count) await look.WaitForNextTickAsync(patience.Token);
    }

    [Fact]
    public async Task Run_MoreDueThanMayRun_WaitsInOrder()
    {
        _probe.Meanwhile = token => _opened.Task.WaitAsync(token);
        await using var server = Start();
        var registrar = server.Services.GetRequiredService<Registrar>();
        for (var i = 0; i < 10; i++) await registrar.RegisterAsync(Instances.Registration("orders", $"i{i}"));
        await UntilAskedAsync(MaxInFlight);

        // Registrations go on while the probes hang.
        await registrar.RegisterAsync(Instances.Registration("orders", "last"));
        Assert.Equal(MaxInFlight, _probe.Count);
        _opened.SetResult();
        await UntilAskedAsync(11);
        var asked = _probe.TakeAsked();
        Assert.Equal(11, asked.Distinct(StringComparer.Ordinal).Count());

        // Those that run together may take note of it in any order.
        Assert.Contains("TCP last.example:80", asked.Skip(11 - MaxInFlight));
    }

    [Fact]
    public async Task Run_OneOfItsLoopsFails_FailsAsAWholeAndAtOnce()
    {
        await using var server = new RegistryServer(
            configure: services => services.AddSingleton<IProbe>(_probe).AddSingleton<Random>(new BrokenRandom()), isProbing: true);
        var prober = server.Services.GetServices<IHostedService>().OfType<Prober>().Single();
        await server.Services.GetRequiredService<Registrar>().RegisterAsync(Instances.Registration("orders", "a"));
        await Assert.ThrowsAsync<NotSupportedException>(
            () => prober.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    private sealed class BrokenRandom : Random
    {
        public override double NextDouble() => throw new NotSupportedException("Broken.");
    }

    [Fact]
    public async Task Stop_CancelsWhatIsInFlight()
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _probe.Meanwhile = async token =>
        {
            await using var registration = token.Register(() => cancelled.TrySetResult());
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        };
        var server = Start();
        await server.Services.GetRequiredService<Registrar>().RegisterAsync(Instances.Registration("orders", "a"));
        await UntilAskedAsync(1);
        await server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }
}
