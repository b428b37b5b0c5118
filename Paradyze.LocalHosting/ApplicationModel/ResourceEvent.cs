namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>Tells that a resource, or one replica of it, is in another state than before.</summary>
public sealed class ResourceEvent
{
    internal ResourceEvent(Replica replica, ResourceSnapshot snapshot)
    {
        Replica = replica;
        Snapshot = snapshot;
    }

    /// <summary>Gets the resource.</summary>
    public IResource Resource => Replica.Resource;

    /// <summary>Gets the id of the process: the resource's name and a suffix of its own.</summary>
    public string ResourceId => Replica.Id;

    internal Replica Replica { get; }

    internal ResourceSnapshot Snapshot { get; }
}
