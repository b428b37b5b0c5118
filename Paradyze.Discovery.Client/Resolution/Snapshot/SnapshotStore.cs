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
    private ImmutableDictionary<string, LastKnownGood?> _own = ImmutableDictionary.Create<string, LastKnownGood?>(ServiceName.Comparer);
    private bool _isChanged;
    private DateTimeOffset _savedAt;
    private bool _isUnwritable;

    public LastKnownGood? Find(string serviceName)
    {
        if (location.Path is null) return null;
        var onDisk = _onDisk.Value; // read outside of the lock
        lock (_gate)
        {
            return Find_NeedsLock(serviceName, onDisk);
        }
    }

    /// <summary>Keeps what is good now; <see langword="null"/> forgets the name.</summary>
    public void Keep(string serviceName, LastKnownGood? good)
    {
        if (location.Path is null) return;
        var onDisk = _onDisk.Value;
        lock (_gate)
        {
            var before = Find_NeedsLock(serviceName, onDisk);
            if (before is null && good is null) return; // names that nobody knows would pile up
            _isChanged |= !ReferenceEquals(before?.Instances, good?.Instances);
            _own = _own.SetItem(serviceName, good);
        }
    }

    /// <summary>
    /// Writes the file, when there is something new. What it has by now of names that this process has learnt nothing of stays:
    /// other processes of the application keep theirs in it.
    /// </summary>
    public void Save()
    {
        ImmutableDictionary<string, LastKnownGood?> own;
        lock (_gate)
        {
            if (location.Path is null || _own.IsEmpty) return;
            var isLagging = time.GetUtcNow() - _savedAt >= s_timesLag;
            if (!_isChanged && !isLagging) return;
            (own, _isChanged, _savedAt) = (_own, false, time.GetUtcNow());
        }

        try
        {
            var (others, _) = SnapshotFile.Read(location.Path, location.Registry);
            SnapshotFile.Write(location.Path, location.Registry, Merge(others, own));
            _isUnwritable = false;
        }
        catch (Exception e) when (SnapshotFile.IsOfTheFile(e))
        {
            if (!_isUnwritable) Log.NotWritten(logger, location.Path, e.Message); // once, not at every attempt
            _isUnwritable = true;
        }
    }

    private LastKnownGood? Find_NeedsLock(string serviceName, ImmutableDictionary<string, LastKnownGood> onDisk) =>
        _own.TryGetValue(serviceName, out var own) ? own : onDisk.GetValueOrDefault(serviceName);

    private static ImmutableDictionary<string, LastKnownGood> Merge(
        ImmutableDictionary<string, LastKnownGood> others, ImmutableDictionary<string, LastKnownGood?> own)
    {
        var services = others.ToBuilder();
        foreach (var (name, good) in own)
        {
            if (good is null) services.Remove(name);
            else services[name] = good;
        }

        return services.ToImmutable();
    }

    private static ImmutableDictionary<string, LastKnownGood> Read(string path, string registry, ILogger logger)
    {
        var (services, fault) = SnapshotFile.Read(path, registry);
        if (fault is not null) Log.Ignored(logger, path, fault);
        return services;
    }
}
