namespace Paradyze.Discovery.Client;

/// <summary>Which instances may be called, by the same rule as the registry's.</summary>
internal static class HandedOut
{
    /// <summary>
    /// All that are up, together with those that are suspect; those that are starting only when there is neither; others never.
    /// </summary>
    public static ServiceInstance[] Of(IReadOnlyList<ServiceInstance> instances)
    {
        ServiceInstance[] serving = [.. instances.Where(i => i.Status is InstanceStatus.Up or InstanceStatus.Suspect)];
        return serving.Length > 0 ? serving : [.. instances.Where(i => i.Status is InstanceStatus.Starting)];
    }
}
