using Paradyze.LocalHosting.ApplicationModel;

namespace Paradyze.LocalHosting.Orchestration;

/// <summary>The replicas of a started application.</summary>
internal sealed class ReplicaTable : IDisposable
{
    private IReadOnlyList<ReplicaControl> _all = [];

    public IReadOnlyList<ReplicaControl> All => Volatile.Read(ref _all);

    public void Fill(IReadOnlyList<ReplicaControl> replicas) => Volatile.Write(ref _all, replicas);

    public IReadOnlyList<ReplicaControl> Of(IResource resource) => [.. All.Where(control => control.Replica.Resource == resource)];

    /// <summary>Finds the replica with an id, or those of the resource with that name.</summary>
    public IReadOnlyList<ReplicaControl> Find(string idOrName) =>
    [
        .. All.Where(control => control.Replica.Id.Equals(idOrName, StringComparison.OrdinalIgnoreCase)
            || control.Replica.Resource.Name.Equals(idOrName, StringComparison.OrdinalIgnoreCase)),
    ];

    /// <summary>Says why a name does not mean one replica.</summary>
    public string WhyNotOne(string idOrName) => Find(idOrName) is [var first, ..] several
        ? $"Resource '{idOrName}' has {several.Count} replicas: name one of them by its id, such as '{first.Replica.Id}'."
        : $"There is no started resource '{idOrName}'; there are {Ids()}.";

    /// <summary>Gives the id of the replica that people see under a name, or else the name.</summary>
    public string IdOf(string displayName) =>
        All.FirstOrDefault(control => control.Replica.DisplayName.Equals(displayName, StringComparison.OrdinalIgnoreCase))?.Replica.Id ?? displayName;

    public string Ids() => All.Count == 0 ? "none" : string.Join(", ", All.Select(control => $"'{control.Replica.Id}'"));

    public void Dispose()
    {
        foreach (var replica in All)
            replica.Dispose();
    }
}
