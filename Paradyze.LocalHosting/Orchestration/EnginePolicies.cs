namespace Paradyze.LocalHosting.Orchestration;

/// <summary>What the settings say about processes that fail or are to stop.</summary>
internal sealed record EnginePolicies(RestartPolicy Restarts, StopPolicy Stops)
{
    /// <summary>Refuses settings that cannot be followed, with every fault.</summary>
    /// <exception cref="DistributedApplicationException">A setting has a value that it may not have.</exception>
    public void ThrowIfInvalid()
    {
        var faults = ((string?[])[Restarts.Fault, Stops.Fault]).OfType<string>().ToList();
        if (faults.Count > 0)
            throw new DistributedApplicationException(string.Join(Environment.NewLine, faults));
    }
}
