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
    // A block of most disks: a registry that starts on a full one says so before the first change is refused.
    private const int BytesTriedAtStart = 4096;

    private readonly JournalHead _head = new(time);
    private readonly JournalFolder _folder = new(options.Value.Data);
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly SnapshotWriter _snapshots = new(files, options.Value.Journal.SnapshotBytes, time, meter, logger);
    private readonly LastWrite _lastWrite = new(logger);

    // Writers take turns: a line must be on the disk before the next one is written.
    private readonly SemaphoreSlim _turn = new(1);
    private FolderLock? _lock;
    private Segment? _segment;

    public long Head => _head.Revision;

    public string? Failure => _lastWrite.Failure;

    public bool IsReadOnly => _lastWrite.IsFinal;

    /// <summary>Completes when no snapshot is being written.</summary>
    public Task SnapshotWritten => _snapshots.Written;

    public ValueTask<JournalSnapshot> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            _folder.Create(files);
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

    public async ValueTask<IReadOnlyList<AppendOutcome>> AppendAsync(IReadOnlyList<InstanceChange> batch, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (IsReadOnly) throw new JournalException(Failure!, isOutcomeKnown: true);
            var (commit, outcomes) = _head.Admit(batch);
            if (commit.Changes.IsEmpty) return outcomes;
            _line.ResetWrittenCount();
            CommitLine.Encode(commit, _line);
            Append(_line.WrittenSpan);
            _head.Advance(commit);
            return outcomes;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask<bool> TryAgainAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (Failure is not null && !IsReadOnly) Try(_lastWrite.RefusedBytes);
            return Failure is null;
        }
        finally
        {
            _turn.Release();
        }
    }

    public IAsyncEnumerable<JournalCommit> ReadAsync(CancellationToken cancellationToken) => _head.ReadAsync(cancellationToken);

    public void Offer(CatalogSnapshot state)
    {
        if (!_snapshots.IsDue) return;
        _turn.Wait();
        try
        {
            // Commits after the state would stand in the segment before the one that is named for them.
            if (Failure is not null || state.Revision != Head) return;
            OpenNextSegment(state.Revision + 1);
            _snapshots.Start(_folder, state);
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            // Nothing is lost: commits go on in the segment they were in.
            _snapshots.Postpone(_folder, e);
        }
        finally
        {
            _turn.Release();
        }
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
        JournalSnapshot? begun = null;
        var contents = FolderReader.Read(_folder, Begin, _head.Advance);
        if (contents.Damages is [var first, ..]) throw first.ToException();

        files.Delete(_folder.SnapshotBeingWritten);
        if (contents.Segments.LastOrDefault(segment => !segment.IsEmpty) is { } last) Settle(last);
        _segment = Segment.Open(contents.Segments is [.., var current] ? current.Path : _folder.Segment(Head + 1), files);
        _snapshots.Begin(contents);
        Try(BytesTriedAtStart);
        return begun!;

        void Begin(SnapshotContents snapshot)
        {
            begun = new JournalSnapshot(Epochs.New(), snapshot.Revision, snapshot.Instances);
            _head.Begin(begun);
        }
    }

    private void Settle(SegmentContents last)
    {
        if (last.UnfinishedBytes > 0) Log.UnfinishedBatch(logger, last.Path, last.UnfinishedBytes, last.Length);
        using var segment = Segment.Open(last.Path, files);
        segment.Settle(last);
    }

    private void OpenNextSegment(long firstRevision)
    {
        var next = Segment.Open(_folder.Segment(firstRevision), files);
        _segment!.Dispose();
        _segment = next;
    }

    private void Append(ReadOnlySpan<byte> line)
    {
        try
        {
            _segment!.Append(line);
            _lastWrite.Succeeded();
            _snapshots.Grow(line.Length);
        }
        catch (JournalException e)
        {
            throw _lastWrite.Failed(e, line.Length);
        }
    }

    private void Try(int bytes)
    {
        try
        {
            _segment!.Try(bytes);
            _lastWrite.Succeeded();
        }
        catch (JournalException e)
        {
            // Whoever asks is told by Failure.
            _lastWrite.Failed(e, bytes);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1100, LogLevel.Information, "State is kept in {Path}", EventName = "Opened")]
        public static partial void Opened(ILogger logger, string path);

        [LoggerMessage(1101, LogLevel.Warning, "Cut an unfinished batch of {Bytes} bytes off '{Path}' at byte {Offset}: it was being written when the registry ended, and nobody was told that it was done", EventName = "UnfinishedBatch")]
        public static partial void UnfinishedBatch(ILogger logger, string path, long bytes, long offset);
    }
}
