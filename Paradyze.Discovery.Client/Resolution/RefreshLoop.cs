using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Paradyze.Discovery.Client;

/// <summary>The one background loop of the client: a round every <see cref="ServiceDiscoveryClientOptions.RefreshInterval"/>.</summary>
internal sealed partial class RefreshLoop(
    IOptions<ServiceDiscoveryClientOptions> options, ClientInstruments instruments, TimeProvider time, ILogger<RefreshLoop> logger)
    : IAsyncDisposable, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private volatile Task? _loop;

    /// <summary>Fires when the client is disposed of.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Starts the loop, unless it runs already.</summary>
    public void Start(Func<CancellationToken, Task> round)
    {
        if (_loop is not null) return;
        lock (_gate)
        {
            if (_loop is not null || _stopping.IsCancellationRequested) return;

            // The loop outlives the request that happens to start it, and must not carry its trace or its scopes on.
            using (ExecutionContext.SuppressFlow())
            {
                _loop = Task.Run(() => RunAsync(round));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _stopping.Cancel();
        }

        if (_loop is { } loop) await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task RunAsync(Func<CancellationToken, Task> round)
    {
        while (true)
        {
            await Task.Delay(Jitter.Around(options.Value.RefreshInterval), time, Stopping);
            try
            {
                await round(Stopping);
            }
            catch (Exception e) when (!Stopping.IsCancellationRequested)
            {
                Log.RoundFailed(logger, e);
                instruments.RefreshFailed();
            }
        }
    }
}
