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
    private ImmutableDictionary<string, LastKnownGood>? _services;
    private bool _isChanged;
    private DateTimeOffset _savedAt;

    public LastKnownGood? Find(string serviceName)
    {
        if (location.Path is null) return null;
        lock (_gate)
        {
            return Loaded().GetValueOrDefault(serviceName);
        }
    }

    /// <summary>Keeps what is good now; <see langword="null"/> forgets the name.</summary>
    public void Keep(string serviceName, LastKnownGood? good)
    {
        if (location.Path is null) return;
        lock (_gate)
        {
            var services = Loaded();
            if (good is null)
            {
                _services = services.Remove(serviceName);
                _isChanged |= !ReferenceEquals(_services, services);
                return;
            }

            _isChanged |= !ReferenceEquals(services.GetValueOrDefault(serviceName)?.Instances, good.Instances);
            _services = services.SetItem(serviceName, good);
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
            SnapshotFile.Write(location.Path, services);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotWritten(logger, location.Path, e.Message);
        }
    }

    // Runs under the lock: a small file, read once.
    private ImmutableDictionary<string, LastKnownGood> Loaded()
    {
        if (_services is not null) return _services;
        var read = SnapshotFile.Read(location.Path!);
        if (read.Fault is { } fault) Log.Ignored(logger, location.Path!, fault);
        return _services = read.Services;
    }
}
