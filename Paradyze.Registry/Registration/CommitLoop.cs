using System.Collections.Concurrent;
using System.Threading.Channels;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal;
using Paradyze.Registry.Leases;

namespace Paradyze.Registry.Registration;

/// <summary>Requests queue; a batch at a time is decided, made durable, made visible and only then answered.</summary>
internal sealed partial class CommitLoop(
    IJournal journal, ServiceCatalog catalog, Assessor assessor, TimeProvider time, RegistryMeter meter, ILogger<CommitLoop> logger) : BackgroundService
{
    private const int QueueLength = 4096;
    private const int MaxBatch = 1024;
    private const int MaxBatchBytes = 1024 * 1024;

    private readonly Channel<PendingChange> _requests =
        Channel.CreateBounded<PendingChange>(new BoundedChannelOptions(QueueLength) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    // The registry's own findings wait here once each, however often they are found.
    private readonly ConcurrentDictionary<InstanceKey, byte> _findings = new(InstanceKeyComparer.Instance);
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private volatile bool _isStopping;

    /// <summary>Why no change can be committed, and what to do; <see langword="null"/> while they can.</summary>
    public string? Failure => journal.Failure;

    /// <summary>How many requests and findings wait.</summary>
    public int Waiting => _requests.Reader.Count + _findings.Count;

    /// <summary>Submits a change and returns when it is durable and visible.</summary>
    /// <exception cref="ChangeRefusedException">The queue is full, the registry stops, or the journal could not be written.</exception>
    public Task<TOutcome> SubmitAsync<TOutcome>(IChangeRequest<TOutcome> request)
    {
        var pending = new PendingChange<TOutcome>(request);
        if (!_requests.Writer.TryWrite(pending))
        {
            throw _isStopping
                ? new ChangeRefusedException(ErrorCodes.ShuttingDown, "The registry is shutting down: send the change to another one, or again when it is back.")
                : new ChangeRefusedException(ErrorCodes.Overloaded, $"{QueueLength} changes wait already: send this one again after a second.");
        }

        _wake.Writer.TryWrite(true);
        return pending.Answer;
    }

    /// <summary>Has an instance's status looked at again: soon, or once changes can be committed.</summary>
    public void Reassess(InstanceKey key)
    {
        if (_findings.TryAdd(key, 0)) _wake.Writer.TryWrite(true);
    }

    /// <summary>Finds out whether changes can be committed again where they could not, and has the findings that waited for it committed.</summary>
    public async Task TryAgainAsync(CancellationToken cancellationToken)
    {
        if (Failure is not null && await journal.TryAgainAsync(cancellationToken)) _wake.Writer.TryWrite(true);
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        meter.ObserveQueue(() => Waiting);
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        // What is queued is still committed and answered; nothing new is let in.
        _isStopping = true;
        _requests.Writer.TryComplete();
        _wake.Writer.TryComplete();
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _wake.Reader.WaitToReadAsync(CancellationToken.None))
        {
            _wake.Reader.TryRead(out _);
            await DrainAsync();
        }

        await DrainAsync();
    }

    private async Task DrainAsync()
    {
        while (TakeBatch() is { Count: > 0 } batch)
        {
            try
            {
                await CommitAsync(batch);
                journal.Offer(catalog.Current);
            }
            catch (JournalException e)
            {
                // Who is refused because nobody knows what became of an earlier change may be sending that very change again. The journal
                // has told the log, once; here each of those who wait is told.
                var code = e.IsOutcomeKnown && !journal.IsReadOnly ? ErrorCodes.StorageFailed : ErrorCodes.CommitUnknown;
                Fail(batch, new ChangeRefusedException(code, e.Message, e));
            }
            catch (Exception e)
            {
                // A fault of ours. Whoever waits is told; the loop goes on, since everybody else depends on it.
                Log.NotCommitted(logger, batch.Count, e);
                Fail(batch, e);
            }
        }
    }

    private static void Fail(List<PendingChange> batch, Exception exception)
    {
        foreach (var pending in batch) pending.Fail(exception);
    }

    private List<PendingChange> TakeBatch()
    {
        var batch = new List<PendingChange>();
        using var findings = _findings.GetEnumerator();
        var (moreRequests, moreFindings) = (true, Failure is null);
        while (batch.Count < MaxBatch && (moreRequests || moreFindings))
        {
            moreRequests = _requests.Reader.TryRead(out var request);
            if (moreRequests) batch.Add(request!);
            moreFindings = moreFindings && findings.MoveNext();
            if (moreFindings && _findings.TryRemove(findings.Current))
                batch.Add(new PendingFinding(new ReassessRequest(findings.Current.Key, assessor, time), key => _findings.TryAdd(key, 0)));
        }

        return batch;
    }

    private async Task CommitAsync(List<PendingChange> batch)
    {
        while (batch.Count > 0)
        {
            var start = time.GetTimestamp();
            var (decided, changes) = Decide(batch);
            var outcomes = changes.Count == 0 ? [] : await journal.AppendAsync(changes, CancellationToken.None);
            await catalog.WaitForAsync(outcomes.Select(outcome => outcome.Revision).DefaultIfEmpty(0).Max(), CancellationToken.None);
            if (changes.Count > 0) meter.Committed(time.GetElapsedTime(start), changes.Count);
            batch = [.. Answer(batch[..decided], outcomes), .. batch[decided..]];
        }
    }

    /// <summary>
    /// Decides each request against the catalog as the requests before it have made it, until the changes are as many bytes as are
    /// written at once.
    /// </summary>
    /// <returns>How many requests were decided, and all their changes.</returns>
    private (int Decided, List<InstanceChange> Changes) Decide(List<PendingChange> batch)
    {
        var state = new CatalogDraft(catalog.Current);
        var changes = new List<InstanceChange>(batch.Count);
        var (decided, bytes) = (0, 0);
        while (decided < batch.Count && bytes < MaxBatchBytes)
        {
            var pending = batch[decided++];
            pending.Decide(state);
            foreach (var change in pending.Changes)
            {
                changes.Add(change);
                bytes += change.Instance?.Utf8.Length ?? 0;
                state.Apply(change, catalog.Current.Revision);
            }
        }

        return (decided, changes);
    }

    /// <summary>Answers every request whose changes are durable and returns those that must be decided again.</summary>
    private static List<PendingChange> Answer(List<PendingChange> batch, IReadOnlyList<AppendOutcome> outcomes)
    {
        var stale = new List<PendingChange>();
        var next = 0;
        foreach (var pending in batch)
        {
            var own = outcomes.Skip(next).Take(pending.Changes.Length);
            next += pending.Changes.Length;
            if (own.All(outcome => outcome.IsCommitted)) pending.Complete(own.Select(outcome => outcome.Revision).DefaultIfEmpty(0).Max());
            else stale.Add(pending);
        }

        return stale;
    }

    private static partial class Log
    {
        [LoggerMessage(1201, LogLevel.Error, "{Count} changes were not made", EventName = "NotCommitted")]
        public static partial void NotCommitted(ILogger logger, int count, Exception exception);
    }
}
