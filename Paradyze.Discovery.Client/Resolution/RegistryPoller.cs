using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Paradyze.Discovery.Client;

/// <summary>
/// The source of updates: asks the registry for each name in use, again and again, beginning with the first use.
/// </summary>
internal sealed partial class RegistryPoller(
    EndpointCache cache,
    SourceChain sources,
    SnapshotStore snapshot,
    RegistryConnection connection,
    RegistryApi registry,
    RefreshLoop loop,
    IOptions<ServiceDiscoveryClientOptions> options,
    TimeProvider time,
    ILogger<RegistryPoller> logger) : IAsyncDisposable, IDisposable
{
    private const int RequestsAtOnce = 8;

    /// <summary>Waits for the first answer about a name, but not for long, and not at all while the registry is known to be away.</summary>
    public async Task FirstAnswerAsync(ServiceState state, CancellationToken cancellationToken)
    {
        loop.Start(RefreshAsync);
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
        loop.Start(RefreshAsync);
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
        var earlier = connection.Outage;
        var limits = new ParallelOptions { MaxDegreeOfParallelism = RequestsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(cache.States, limits, async (state, _) =>
        {
            if (sources.IsOverridden(state.Name))
            {
                cache.Refresh(state);
            }
            else if (connection.Outage is { } outage && !ReferenceEquals(outage, earlier))
            {
                cache.LearnSilence(state, outage.Reason); // another name has just found out: one failure a round is enough
            }
            else
            {
                await state.FetchOnce(FetchAsync);
            }

            if (connection.Outage is null) cache.DropWhenIdle(state); // nothing is forgotten that could not be asked for again
        });
        snapshot.Save();
    }

    public async ValueTask DisposeAsync()
    {
        await loop.DisposeAsync();
        snapshot.Save();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

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
            cache.Learn(state, await registry.GetServiceAsync(state.Name, state.Knowledge.ETag, loop.Stopping));
        }
        catch (RegistryException e)
        {
            cache.LearnSilence(state, e.Message);
        }
        catch (Exception e) when (!loop.Stopping.IsCancellationRequested)
        {
            Log.FetchFailed(logger, state.Name, e);
            cache.LearnSilence(state, e.Message);
        }
    }
}
