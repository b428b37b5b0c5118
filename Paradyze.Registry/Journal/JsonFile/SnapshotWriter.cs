using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Journal.JsonFile;

/// <summary>
/// Writes snapshots beside the commits, one at a time, when the segments have outgrown the last one. Whatever goes wrong, the
/// segments before it stay and hold every commit.
/// </summary>
/// <param name="files">The files.</param>
/// <param name="leastBytes">How many bytes of commits are worth a snapshot; as many as the last one has when that is more.</param>
/// <param name="time">Measures how long it takes.</param>
/// <param name="meter">Counts.</param>
/// <param name="logger">Tells.</param>
internal sealed partial class SnapshotWriter(IJournalFiles files, long leastBytes, TimeProvider time, RegistryMeter meter, ILogger logger)
{
    private readonly CancellationTokenSource _stop = new();
    private Task _written = Task.CompletedTask;
    private long _bytes;
    private long _dueAt;

    /// <summary>Whether a snapshot shall be started.</summary>
    public bool IsDue => _bytes >= Interlocked.Read(ref _dueAt) && _written.IsCompleted;

    /// <summary>Completes when none is being written.</summary>
    public Task Written => _written;

    /// <summary>Begins with what was found at start.</summary>
    public void Begin(FolderContents contents)
    {
        _dueAt = Math.Max(leastBytes, contents.Snapshot.Length);
        Grow(contents.Segments.Sum(segment => segment.Length));
    }

    /// <summary>Takes note of bytes in the segments.</summary>
    public void Grow(long bytes)
    {
        _bytes += bytes;
        meter.JournalBytes(bytes);
    }

    /// <summary>Starts to write a state down. The segment that holds later commits is open already.</summary>
    public void Start(JournalFolder folder, CatalogSnapshot state)
    {
        // A thread of its own, so that a slow disk takes none of the pool's.
        _bytes = 0;
        _written = Task.Factory.StartNew(() => Write(folder, state), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Leaves it for later: as many bytes again.</summary>
    public void Postpone(JournalFolder folder, Exception exception)
    {
        Interlocked.Exchange(ref _dueAt, _bytes + leastBytes);
        Log.SnapshotFailed(logger, folder.Snapshot, exception);
    }

    /// <summary>Gives up what is being written, and returns when nothing is.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _written;
    }

    private void Write(JournalFolder folder, CatalogSnapshot state)
    {
        var start = time.GetTimestamp();
        try
        {
            var length = SnapshotFile.Write(files, folder, state, _stop.Token);
            Interlocked.Exchange(ref _dueAt, Math.Max(leastBytes, length));
            foreach (var segment in folder.Segments().Where(segment => segment.FirstRevision <= state.Revision)) files.Delete(segment.Path);
            var elapsed = time.GetElapsedTime(start);
            meter.SnapshotWritten(elapsed);
            Log.SnapshotWritten(logger, folder.Snapshot, state.InstanceCount, state.Revision, elapsed);
        }
        catch (OperationCanceledException)
        {
            // The registry stops. The segments hold everything.
        }
        catch (Exception e)
        {
            // Nobody waits for it, so nobody else would tell.
            Log.SnapshotFailed(logger, folder.Snapshot, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1102, LogLevel.Information, "Wrote {Path} with {Instances} instances at revision {Revision} in {Elapsed}", EventName = "SnapshotWritten")]
        public static partial void SnapshotWritten(ILogger logger, string path, int instances, long revision, TimeSpan elapsed);

        [LoggerMessage(1103, LogLevel.Error, "Could not write {Path}; the journal goes on and keeps everything", EventName = "SnapshotFailed")]
        public static partial void SnapshotFailed(ILogger logger, string path, Exception exception);
    }
}
