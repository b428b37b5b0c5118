using Microsoft.Extensions.Options;
using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Journal.JsonFile;

/// <summary>
/// Keeps the state in a folder: a snapshot, and segments of commits after it. A commit is answered only when its line is synced.
/// </summary>
internal sealed partial class JsonFileJournal(IOptions<RegistryOptions> options, TimeProvider time, ILogger<JsonFileJournal> logger) : IJournal
{
    private const long SnapshotEveryBytes = 64 * 1024 * 1024;

    private readonly JournalHead _head = new(time);
    private readonly JournalFolder _folder = new(options.Value.Data);
    private FolderLock? _lock;
    private Segment? _segment;
    private long _snapshotAtLength = SnapshotEveryBytes;

    public long Head => _head.Revision;

    public string? Failure { get; private set; }

    public ValueTask<JournalSnapshot> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(_folder.Path);
            _lock = FolderLock.Take(_folder);
            Log.Opened(logger, _folder.Path);
            return ValueTask.FromResult(Recover());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(
                $"The data folder '{_folder.Path}' cannot be used: {e.Message} Make it writable, or name another with SERVICE_REGISTRY_DATA.",
                isOutcomeKnown: true,
                e);
        }
    }

    public ValueTask<IReadOnlyList<AppendOutcome>> AppendAsync(IReadOnlyList<InstanceChange> batch, CancellationToken cancellationToken)
    {
        if (Failure is not null) throw new JournalException(Failure, isOutcomeKnown: true);
        var (commit, outcomes) = _head.Admit(batch);
        if (!commit.Changes.IsEmpty)
        {
            Append(CommitLine.Encode(commit));
            _head.Advance(commit);
        }

        return ValueTask.FromResult<IReadOnlyList<AppendOutcome>>(outcomes);
    }

    public IAsyncEnumerable<JournalCommit> ReadAsync(CancellationToken cancellationToken) => _head.ReadAsync(cancellationToken);

    public void Offer(CatalogSnapshot state)
    {
        if (Failure is not null || _segment!.Length < _snapshotAtLength) return;
        try
        {
            var outdated = _folder.Segments();
            var next = Segment.Open(_folder.Segment(state.Revision + 1));
            DirectorySync.Flush(_folder.Path);
            _segment.Dispose();
            _segment = next;
            SnapshotFile.Write(_folder, state);
            foreach (var segment in outdated.Where(path => path != next.Path)) File.Delete(segment);
            _snapshotAtLength = Math.Max(SnapshotEveryBytes, new FileInfo(_folder.Snapshot).Length);
            Log.SnapshotWritten(logger, _folder.Snapshot, state.InstanceCount, state.Revision);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nothing is lost: the segments still hold every commit. The next try comes after as many bytes again.
            _snapshotAtLength = _segment.Length + SnapshotEveryBytes;
            Log.SnapshotFailed(logger, _folder.Snapshot, e);
        }
    }

    public ValueTask DisposeAsync()
    {
        _head.End();
        _segment?.Dispose();
        _lock?.Dispose();
        return ValueTask.CompletedTask;
    }

    private JournalSnapshot Recover()
    {
        var (revision, instances) = SnapshotFile.Read(_folder);
        var snapshot = new JournalSnapshot(Epochs.New(), revision, instances);
        _head.Begin(snapshot);

        var segments = _folder.Segments();
        long length = 0;
        for (var i = 0; i < segments.Count; i++)
        {
            (var commits, length) = SegmentReader.Read(segments[i], isLast: i == segments.Count - 1);
            foreach (var commit in commits.Where(commit => commit.Revision > _head.Revision)) _head.Advance(commit);
        }

        _segment = Segment.Open(segments.Count > 0 ? segments[^1] : _folder.Segment(_head.Revision + 1));
        DirectorySync.Flush(_folder.Path);
        if (_segment.Length > length)
        {
            Log.UnfinishedBatch(logger, _segment.Path, _segment.Length - length, length);
            _segment.Truncate(length);
        }

        return snapshot;
    }

    private void Append(byte[] line)
    {
        try
        {
            _segment!.Append(line);
        }
        catch (JournalException e) when (!e.IsOutcomeKnown)
        {
            // A sync that failed is never tried again: the kernel may have dropped the pages it could not write.
            Failure = $"{e.Message} The registry answers reads and takes no more changes: make room or repair the disk, then restart it.";
            Log.ReadOnly(logger, Failure, e);
            throw new JournalException(Failure, isOutcomeKnown: false, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1100, LogLevel.Information, "State is kept in {Path}", EventName = "Opened")]
        public static partial void Opened(ILogger logger, string path);

        [LoggerMessage(1101, LogLevel.Warning, "Cut an unfinished batch of {Bytes} bytes off '{Path}' at byte {Offset}: it was being written when the registry ended, and nobody was told that it was done", EventName = "UnfinishedBatch")]
        public static partial void UnfinishedBatch(ILogger logger, string path, long bytes, long offset);

        [LoggerMessage(1102, LogLevel.Information, "Wrote {Path} with {Instances} instances at revision {Revision}", EventName = "SnapshotWritten")]
        public static partial void SnapshotWritten(ILogger logger, string path, int instances, long revision);

        [LoggerMessage(1103, LogLevel.Error, "Could not write {Path}; the journal goes on and keeps everything", EventName = "SnapshotFailed")]
        public static partial void SnapshotFailed(ILogger logger, string path, Exception exception);

        [LoggerMessage(1104, LogLevel.Critical, "{Failure}", EventName = "ReadOnly")]
        public static partial void ReadOnly(ILogger logger, string failure, Exception exception);
    }
}
