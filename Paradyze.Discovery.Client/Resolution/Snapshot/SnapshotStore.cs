using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Paradyze.Discovery.Client;

/// <summary>
/// The last known good instances of every name, kept in a file so that a process which starts while the registry is away finds
/// its services. Whatever happens to the file, nothing here throws: it is a help, and never a condition.
/// </summary>
internal sealed partial class SnapshotStore(SnapshotLocation location, TimeProvider time, ILogger<SnapshotStore> logger)
{
    /// <summary>How far the times in the file may lag behind while nothing else changes.</summary>
    private static readonly TimeSpan s_timesLag = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Lazy<ImmutableDictionary<string, LastKnownGood>> _onDisk = new(() => Read(location.Path!, location.Registry, logger));
    private ImmutableDictionary<string, LastKnownGood>? _services;
    private bool _isChanged;
    private DateTimeOffset _savedAt;
    private bool _isUnwritable;

    public LastKnownGood? Find(string serviceName)
    {
        if (location.Path is null) return null;
        var onDisk = _onDisk.Value; // read outside of the lock
        lock (_gate)
        {
            return (_services ?? onDisk).GetValueOrDefault(serviceName);
        }
    }

    /// <summary>Keeps what is good now; <see langword="null"/> forgets the name.</summary>
    public void Keep(string serviceName, LastKnownGood? good)
    {
        if (location.Path is null) return;
        var onDisk = _onDisk.Value;
        lock (_gate)
        {
            var before = _services ?? onDisk;
            _services = good is null ? before.Remove(serviceName) : before.SetItem(serviceName, good);
            _isChanged |= !ReferenceEquals(before.GetValueOrDefault(serviceName)?.Instances, good?.Instances);
        }
    }

    /// <summary>Writes the file, when there is something new.</summary>
    public void Save()
    {
        ImmutableDictionary<string, LastKnownGood> services;
        lock (_gate)
        {
            if (location.Path is null || _services is null) return;
            var isLagging = _services.Count > 0 && time.GetUtcNow() - _savedAt >= s_timesLag;
            if (!_isChanged && !isLagging) return;
            (services, _isChanged, _savedAt) = (_services, false, time.GetUtcNow());
        }

        try
        {
            SnapshotFile.Write(location.Path, location.Registry, services);
            _isUnwritable = false;
        }
        catch (Exception e) when (SnapshotFile.IsOfTheFile(e))
        {
            if (!_isUnwritable) Log.NotWritten(logger, location.Path, e.Message); // once, not at every attempt
            _isUnwritable = true;
        }
    }

    private static ImmutableDictionary<string, LastKnownGood> Read(string path, string registry, ILogger logger)
    {
        var (services, fault) = SnapshotFile.Read(path, registry);
        if (fault is not null) Log.Ignored(logger, path, fault);
        return services;
    }
}
