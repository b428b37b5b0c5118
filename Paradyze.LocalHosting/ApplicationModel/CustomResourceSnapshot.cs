namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>What is known of a replica at one moment.</summary>
public sealed class CustomResourceSnapshot
{
    internal CustomResourceSnapshot(ResourceSnapshot snapshot) => State = new(snapshot.State);

    /// <summary>Gets its state.</summary>
    public ResourceStateSnapshot? State { get; }
}
