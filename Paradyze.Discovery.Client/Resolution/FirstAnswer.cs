using Microsoft.Extensions.Options;

namespace Paradyze.Discovery.Client;

/// <summary>The first answer about a name, for which somebody may be waiting.</summary>
internal sealed class FirstAnswer(
    ServiceFetch fetch, EndpointCache cache, RegistryConnection connection, IOptions<ServiceDiscoveryClientOptions> options, TimeProvider time)
{
    /// <summary>Waits for it, but not for long, and not at all while the registry is known to be away.</summary>
    public async Task WaitAsync(ServiceState state, CancellationToken cancellationToken)
    {
        if (fetch.TryTakeOverride(state)) return;
        if (connection.KnownAway is { } reason)
        {
            cache.LearnSilence(state, reason);
            return;
        }

        await AskAtMostAsync(state, options.Value.FirstResolutionTimeout, cancellationToken);
    }

    /// <summary>Begins to ask without waiting.</summary>
    public void Begin(ServiceState state)
    {
        if (!fetch.TryTakeOverride(state)) _ = fetch.AskAsync(state); // the next round waits for it
    }

    private async Task AskAtMostAsync(ServiceState state, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var answer = fetch.AskAsync(state);
        try
        {
            await answer.WaitAsync(timeout, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The fetch goes on, and its answer is taken in when it comes.
            if (state.Model is null) cache.LearnSilence(state, $"{connection.Names} did not answer within {timeout.TotalSeconds:0.###} s");
        }
    }
}
