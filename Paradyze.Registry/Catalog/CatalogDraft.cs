using Paradyze.Discovery;
using Paradyze.Registry.Journal;

namespace Paradyze.Registry.Catalog;

/// <summary>
/// The catalog as a batch makes it, change by change. Decisions are taken against it, and the same fold makes the next catalog
/// from a commit.
/// </summary>
internal sealed class CatalogDraft(CatalogSnapshot committed)
{
    private readonly Dictionary<string, ServiceCell> _changed = new(ServiceName.Comparer);

    /// <summary>Who is no longer registered but may come back.</summary>
    public DepartedInstances Departed { get; private set; } = committed.Departed;

    /// <summary>The cells that differ from the committed ones; one without instances is a service that is gone.</summary>
    public IReadOnlyCollection<ServiceCell> Changed => _changed.Values;

    public ServiceCell? Find(string serviceName)
    {
        if (!_changed.TryGetValue(serviceName, out var cell)) return committed.Find(serviceName);
        return cell.Instances.IsEmpty ? null : cell;
    }

    public RegisteredInstance? Find(InstanceKey key) => Find(key.ServiceName)?.Find(key.InstanceId);

    public void Apply(InstanceChange change, long revision)
    {
        var name = change.Key.ServiceName;
        var cell = _changed.GetValueOrDefault(name) ?? committed.Find(name) ?? ServiceCell.Empty(name);
        _changed[name] = change.Instance is { IsDeparted: false } instance
            ? cell.With(instance, revision)
            : cell.Without(change.Key.InstanceId, revision);
        Departed = change.Instance is { IsDeparted: true } departed ? Departed.With(departed) : Departed.Without(change.Key);
    }

    /// <summary>The committed state with everything applied.</summary>
    public CatalogSnapshot ToSnapshot(long revision) => committed.With(revision, Changed, Departed);
}
