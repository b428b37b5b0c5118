using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Paradyze.Discovery.Client;

/// <summary>
/// Registers this process once the host has started, keeps its lease, and removes it when the host begins to stop. It never holds
/// a start up nor makes it fail: while the registry is away it tries again in the background.
/// </summary>
internal sealed partial class SelfRegistration(
    OwnRegistration own,
    LeaseRule lease,
    RegistryApi registry,
    IOptions<SelfRegistrationOptions> options,
    TimeProvider time,
    ILogger<SelfRegistration> logger) : IHostedLifecycleService, IDisposable
{
    private static readonly TimeSpan s_lastCallTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_deregistrationTimeout = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Backoff _backoff = new();
    private Task _loop = Task.CompletedTask;
    private ServiceInstance? _registered;
    private IPAddress? _registeredFrom;
    private string? _failure;

    private enum Next
    {
        /// <summary>Keep the lease.</summary>
        Heartbeat,

        /// <summary>The registry does not know this instance any more.</summary>
        Register,

        /// <summary>There is nothing to register, or another process has taken the place.</summary>
        Nothing,
    }

    // The server's addresses are known only now.
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Enabled) _loop = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    // The server still answers now: callers that have not heard of it yet are served.
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();

        // A registration under way is waited for: cut off, it might still arrive, after the deregistration.
        await _loop.WaitAsync(s_lastCallTimeout, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_registered is not { } registered) return;

        // A time of its own: the last call may have used up its own at a registry that hangs, and another one answers.
        using var timeout = new CancellationTokenSource(s_deregistrationTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        await DeregisterAsync(registered, either.Token);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // A host that fails while it starts is disposed of without having been stopped. The source itself is not disposed of: the loop
    // may be amid a call, and asks for its token after that.
    public void Dispose() => _stopping.Cancel();

    private async Task RunAsync()
    {
        while (await StepAsync() is { } wait)
        {
            await Task.Delay(wait, time, _stopping.Token);
        }
    }

    /// <summary>Registers or sends a heartbeat, and tells how long to wait for the next step; <see langword="null"/> for the end.</summary>
    private async Task<TimeSpan?> StepAsync()
    {
        var period = lease.Current / 3;
        try
        {
            var next = _registered is { } registered && registered.LeaseSeconds == (int)lease.Current.TotalSeconds
                ? await HeartbeatAsync(registered)
                : await RegisterAsync();
            _failure = null;
            _backoff.Reset();
            return next switch
            {
                Next.Heartbeat => period,
                Next.Register => TimeSpan.Zero,
                _ => null,
            };
        }
        catch (Exception e)
        {
            var wait = _backoff.Next(period);
            if (_failure != e.Message) Log.Failed(logger, own.ServiceName, e.Message, wait.TotalSeconds); // once, not at every attempt
            _failure = e.Message;
            return wait;
        }
    }

    // Neither call is cancelled when the host stops: each is bounded by its own timeout.
    private async Task<Next> RegisterAsync()
    {
        if (await own.CreateAsync(CancellationToken.None) is not { } registration)
        {
            Log.NoAddress(logger, own.ServiceName);
            return Next.Nothing;
        }

        var from = own.ReachedFrom;
        var instance = await registry.RegisterAsync(registration, CancellationToken.None);
        (_registered, _registeredFrom) = (instance, from);
        Log.Registered(logger, instance.ServiceName, instance.InstanceId, instance.Url, registration.LeaseSeconds);
        return Next.Heartbeat;
    }

    private async Task<Next> HeartbeatAsync(ServiceInstance registered)
    {
        var beat = new Heartbeat { ServiceName = registered.ServiceName, InstanceId = registered.InstanceId, Generation = own.Generation };
        var answer = await registry.HeartbeatAsync(new HeartbeatRequest { Instances = [beat] }, CancellationToken.None);
        if (answer.Superseded.Count > 0)
        {
            Log.Superseded(logger, registered.ServiceName, registered.InstanceId);
            _registered = null;
            return Next.Nothing;
        }

        if (answer.Unknown.Count == 0) return Equals(own.ReachedFrom, _registeredFrom) ? Next.Heartbeat : await MoveAsync(registered);
        Log.Forgotten(logger, registered.ServiceName, registered.InstanceId);
        _registered = null;
        return Next.Register;
    }

    // Heartbeats from the new address would keep the old one handed out, where nobody answers any more.
    private async Task<Next> MoveAsync(ServiceInstance before)
    {
        Log.Moved(logger, before.ServiceName, before.InstanceId, _registeredFrom, own.ReachedFrom);
        var next = await RegisterAsync();
        if (_registered is { } now && now.InstanceId != before.InstanceId) await DeregisterAsync(before, CancellationToken.None);
        return next;
    }

    private async Task DeregisterAsync(ServiceInstance registered, CancellationToken cancellationToken)
    {
        var request = new UnregistrationRequest
        {
            ServiceName = registered.ServiceName,
            InstanceId = registered.InstanceId,
            Generation = own.Generation,
        };
        try
        {
            await registry.UnregisterAsync(request, cancellationToken);
            Log.Deregistered(logger, registered.ServiceName, registered.InstanceId);
        }
        catch (Exception e) when (e is RegistryException or OperationCanceledException)
        {
            Log.NotDeregistered(logger, registered.ServiceName, registered.InstanceId, e.Message);
        }
    }
}
