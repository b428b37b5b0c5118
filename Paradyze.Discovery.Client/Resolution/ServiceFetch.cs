using Microsoft.Extensions.Logging;

namespace Paradyze.Discovery.Client;

/// <summary>Finds out about one name: by its override where there is one, else by asking the registry.</summary>
internal sealed partial class ServiceFetch(
    EndpointCache cache, SourceChain sources, RegistryApi registry, RefreshLoop loop, ILogger<ServiceFetch> logger)
{
    /// <summary>Takes in the override of a name that has one: such a name is never asked for.</summary>
    public bool TryTakeOverride(ServiceState state)
    {
        if (!sources.IsOverridden(state.Name)) return false;
        cache.Refresh(state);
        return true;
    }

    /// <summary>Asks the registry, once for all who want to know at the same time. It reports its failures itself.</summary>
    public Task AskAsync(ServiceState state) => state.FetchOnce(FetchAsync);

    private async Task FetchAsync(ServiceState state)
    {
        try
        {
            cache.Learn(state, await registry.GetServiceAsync(state.Name, state.Knowledge.ETag, loop.Stopping));
        }
        catch (Exception) when (loop.Stopping.IsCancellationRequested)
        {
            cache.LearnSilence(state, "the client has been disposed of"); // who waits has cancelled nothing
        }
        catch (RegistryException e)
        {
            cache.LearnSilence(state, e.Message);
        }
        catch (Exception e)
        {
            Log.FetchFailed(logger, state.Name, e);
            cache.LearnSilence(state, e.Message);
        }
    }
}
