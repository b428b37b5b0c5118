namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>Finds what an app model says that cannot be done, before anything is started for it.</summary>
internal static class ModelCheck
{
    /// <summary>Refuses health checks and addresses that cannot be had, with every fault. The endpoints must have their ports.</summary>
    /// <exception cref="DistributedApplicationException">There are such.</exception>
    public static void ThrowIfInvalid(IReadOnlyList<Resource> resources)
    {
        var faults = resources.SelectMany(Faults).ToList();
        if (faults.Count > 0)
            throw new DistributedApplicationException(string.Join(Environment.NewLine, faults));
    }

    private static IEnumerable<string> Faults(Resource resource)
    {
        foreach (var check in resource.HealthChecks)
        {
            if (Fault(() => check.Url(resource, replica: 0)) is { } fault)
                yield return $"Health check '{check.Path}' of resource '{resource.Name}': {fault}";
        }

        foreach (var worded in resource.UrlCallbacks)
        {
            if (Fault(() => worded.Callback(new() { Url = resource.RequireEndpoint(worded.EndpointName).Url(replica: 0) })) is { } fault)
                yield return $"Address of endpoint '{worded.EndpointName}' of resource '{resource.Name}': {fault}";
        }
    }

    private static string? Fault(Action attempt)
    {
        try
        {
            attempt();
            return null;
        }
        catch (Exception fault) // the app model's own code is among what is tried
        {
            return fault.Message;
        }
    }
}
