using System.Collections.Immutable;

namespace Paradyze.Discovery;

/// <summary>Which instances of a service a caller may be given. Registry and clients decide by this one rule.</summary>
public static class HandOut
{
    /// <summary>
    /// All that are up; together with those that are suspect, so that a cut never sends everything to the last one standing;
    /// those still starting only when there is neither.
    /// </summary>
    /// <param name="instances">Every instance of one service.</param>
    /// <param name="statusOf">The status of one.</param>
    /// <returns>Those that may be called, in the order given; empty when none may.</returns>
    public static ImmutableArray<T> Of<T>(ImmutableArray<T> instances, Func<T, InstanceStatus> statusOf)
    {
        if (instances.All(instance => statusOf(instance) is InstanceStatus.Up)) return instances;
        var serving = instances.RemoveAll(instance => statusOf(instance) is not (InstanceStatus.Up or InstanceStatus.Suspect));
        return serving.IsEmpty ? instances.RemoveAll(instance => statusOf(instance) is not InstanceStatus.Starting) : serving;
    }
}
