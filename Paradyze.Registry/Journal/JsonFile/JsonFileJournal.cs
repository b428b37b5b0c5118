using System.Buffers;
using Microsoft.Extensions.Options;
using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Journal.JsonFile;

/// <summary>
/// Keeps the state in a folder: a snapshot, and segments of commits after it. A commit is answered only when its line is synced.
/// </summary>
internal sealed partial class JsonFileJournal(
    IOptions<RegistryOptions> options, IJournalFiles files, TimeProvider time, RegistryMeter meter, ILogger<JsonFileJournal> logger) : IJournal
{
    private readonly JournalHead _head = new(time);
    private readonly JournalFolder _folder = new(options.Value.Data);
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly SnapshotWriter _snapshots = new(files, time, meter, logger);
    private FolderLock? _lock;
    private Segment? _segment;

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
        catch (Exception e) when (FileFault.Is(e))
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
            _line.ResetWrittenCount();
            CommitLine.Encode(commit, _line);
            Append(_line.WrittenSpan);
            _head.Advance(commit);
        }

        return ValueTask.FromResult<IReadOnlyList<AppendOutcome>>(outcomes);
    }

    public IAsyncEnumerable<JournalCommit> ReadAsync(CancellationToken cancellationToken) => _head.ReadAsync(cancellationToken);

    public void Offer(CatalogSnapshot state)
    {
        if (Failure is not null || !_snapshots.IsDue) return;
        try
        {
            _segment = NextSegment(state.Revision + 1);
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            // Nothing is lost: commits go on in the segment they were in.
            _snapshots.Postpone(_folder, e);
            return;
        }

        _snapshots.Start(_folder, state);
    }

    public async ValueTask DisposeAsync()
    {
        _head.End();
        await _snapshots.StopAsync();
        _segment?.Dispose();
        _lock?.Dispose();
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
            length = SegmentReader.Read(segments[i], isLast: i == segments.Count - 1, commit =>
            {
                if (commit.Revision > _head.Revision) _head.Advance(commit);
            });
            _snapshots.Grow(length);
        }

        _segment = OpenSegment(segments.Count > 0 ? segments[^1] : _folder.Segment(_head.Revision + 1));
        if (_segment.Length > length)
        {
            Log.UnfinishedBatch(logger, _segment.Path, _segment.Length - length, length);
            _segment.Truncate(length);
        }

        return snapshot;
    }

    private Segment NextSegment(long firstRevision)
    {
        var next = OpenSegment(_folder.Segment(firstRevision));
        _segment!.Dispose();
        return next;
    }

    private Segment OpenSegment(string path)
    {
        var segment = new Segment(path, files.Open(path, FileMode.OpenOrCreate));
        files.SyncFolder(_folder.Path);
        return segment;
    }

    private void Append(ReadOnlySpan<byte> line)
    {
        try
        {
            _segment!.Append(line);
            _snapshots.Grow(line.Length);
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

        [LoggerMessage(1104, LogLevel.Critical, "{Failure}", EventName = "ReadOnly")]
        public static partial void ReadOnly(ILogger logger, string failure, Exception exception);
    }
}
