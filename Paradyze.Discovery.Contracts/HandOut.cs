namespace Paradyze.Discovery;

/// <summary>Which instances of a service a caller may be given. Registry and clients decide by this one rule.</summary>
public static class HandOut
{
    /// <summary>
    /// All that are up; together with those that are suspect, so that a cut never sends everything to the last one standing;
    /// those still starting only when there is neither.
    /// </summary>
    /// <param name="instances">Every instance of one service.</param>
    /// <returns>Those that may be called, in the order given; empty when none may.</returns>
    public static IReadOnlyList<ServiceInstance> Of(IReadOnlyList<ServiceInstance> instances)
    {
        var serving = instances.Where(instance => instance.Status is InstanceStatus.Up or InstanceStatus.Suspect).ToArray();
        return serving.Length > 0
            ? serving
            : instances.Where(instance => instance.Status is InstanceStatus.Starting).ToArray();
    }
}
