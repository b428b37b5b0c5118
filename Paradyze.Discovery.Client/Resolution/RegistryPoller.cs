using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Paradyze.Discovery.Client;

/// <summary>
/// The source of updates: asks the registry for each name in use, again and again, in one background loop that begins with the
/// first name.
/// </summary>
internal sealed partial class RegistryPoller(
    EndpointCache cache,
    SourceChain sources,
    SnapshotStore snapshot,
    RegistryConnection connection,
    RegistryApi registry,
    IOptions<ServiceDiscoveryClientOptions> options,
    ClientInstruments instruments,
    TimeProvider time,
    ILogger<RegistryPoller> logger) : IAsyncDisposable, IDisposable
{
    private const int RequestsAtOnce = 8;

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private Task? _loop;

    /// <summary>Waits for the first answer about a name, but not for long, and not at all while the registry is known to be away.</summary>
    public async Task FirstAnswerAsync(ServiceState state, CancellationToken cancellationToken)
    {
        EnsureRunning();
        if (sources.IsOverridden(state.Name))
        {
            cache.Refresh(state);
        }
        else if (connection.KnownAway is { } reason)
        {
            cache.LearnSilence(state, reason);
        }
        else
        {
            await FetchAtMostAsync(state, options.Value.FirstResolutionTimeout, cancellationToken);
        }
    }

    /// <summary>Begins to fetch a name without waiting for it.</summary>
    public void BeginFirstAnswer(ServiceState state)
    {
        EnsureRunning();
        if (sources.IsOverridden(state.Name))
        {
            cache.Refresh(state);
        }
        else
        {
            _ = state.FetchOnce(FetchAsync); // reports its failures itself, and the next round waits for it
        }
    }

    /// <summary>Asks once for every name in use.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var started = time.GetUtcNow();
        var limits = new ParallelOptions { MaxDegreeOfParallelism = RequestsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(cache.States, limits, async (state, _) =>
        {
            if (sources.IsOverridden(state.Name))
            {
                cache.Refresh(state);
            }
            else if (connection.AwaySince(started) is { } reason)
            {
                cache.LearnSilence(state, reason); // another name has just found out: one failure a round is enough
                return; // and nothing is forgotten that could not be asked for again
            }
            else
            {
                await state.FetchOnce(FetchAsync);
            }

            cache.DropWhenIdle(state);
        });
        snapshot.Save();
    }

    public async ValueTask DisposeAsync()
    {
        Stop();
        if (_loop is { } loop) await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        snapshot.Save();
        _stopping.Dispose();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private void Stop()
    {
        lock (_gate)
        {
            _loop ??= Task.CompletedTask;
        }

        _stopping.Cancel();
    }

    private async Task FetchAtMostAsync(ServiceState state, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var fetch = state.FetchOnce(FetchAsync);
        try
        {
            await fetch.WaitAsync(timeout, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The fetch goes on, and its answer is taken in when it comes.
            if (state.Model is null) cache.LearnSilence(state, $"{connection.Names} did not answer within {timeout.TotalSeconds:0.###} s");
        }
    }

    private async Task FetchAsync(ServiceState state)
    {
        try
        {
            cache.Learn(state, await registry.GetServiceAsync(state.Name, state.Knowledge.ETag, _stopping.Token));
        }
        catch (RegistryException e)
        {
            cache.LearnSilence(state, e.Message);
        }
        catch (Exception e) when (!_stopping.IsCancellationRequested)
        {
            Log.FetchFailed(logger, state.Name, e);
            cache.LearnSilence(state, e.Message);
        }
    }

    private void EnsureRunning()
    {
        if (_loop is not null) return;
        lock (_gate)
        {
            if (_loop is not null) return;

            // The loop outlives the request that happens to start it, and must not carry its trace or its scopes on.
            using (ExecutionContext.SuppressFlow())
            {
                _loop = Task.Run(RunAsync);
            }
        }
    }

    private async Task RunAsync()
    {
        while (true)
        {
            await Task.Delay(Jitter.Around(options.Value.RefreshInterval), time, _stopping.Token);
            try
            {
                await RefreshAsync(_stopping.Token);
            }
            catch (Exception e) when (!_stopping.IsCancellationRequested)
            {
                Log.RoundFailed(logger, e);
                instruments.RefreshFailed();
            }
        }
    }
}
