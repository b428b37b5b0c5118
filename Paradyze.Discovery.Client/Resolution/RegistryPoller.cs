namespace Paradyze.Discovery.Client;

/// <summary>
/// The source of updates: asks the registry for each name in use, again and again, beginning with the first use.
/// </summary>
internal sealed class RegistryPoller(
    EndpointCache cache, ServiceFetch fetch, FirstAnswer first, RegistryConnection connection, SnapshotStore snapshot, RefreshLoop loop)
    : IAsyncDisposable, IDisposable
{
    private const int RequestsAtOnce = 8;

    /// <inheritdoc cref="FirstAnswer.WaitAsync"/>
    public Task FirstAnswerAsync(ServiceState state, CancellationToken cancellationToken)
    {
        loop.Start(RefreshAsync);
        return first.WaitAsync(state, cancellationToken);
    }

    /// <inheritdoc cref="FirstAnswer.Begin"/>
    public void BeginFirstAnswer(ServiceState state)
    {
        loop.Start(RefreshAsync);
        first.Begin(state);
    }

    /// <summary>Asks once for every name in use.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var earlier = connection.Outage;
        var limits = new ParallelOptions { MaxDegreeOfParallelism = RequestsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(cache.States, limits, async (state, _) =>
        {
            await RefreshAsync(state, earlier);
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

    private Task RefreshAsync(ServiceState state, RegistryOutage? earlier)
    {
        if (fetch.TryTakeOverride(state)) return Task.CompletedTask;
        if (connection.Outage is not { } outage || ReferenceEquals(outage, earlier)) return fetch.AskAsync(state);
        cache.LearnSilence(state, outage.Reason); // another name has just found out: one failure a round is enough
        return Task.CompletedTask;
    }
}
