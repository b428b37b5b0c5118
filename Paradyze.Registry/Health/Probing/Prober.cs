using Microsoft.Extensions.Options;
using Paradyze.Discovery;
using Paradyze.Registry.Health.Asking;
using Paradyze.Registry.Leases;
using Paradyze.Registry.Registration;

namespace Paradyze.Registry.Health.Probing;

/// <summary>
/// Probes what is due, so many at a time: as many loops take from one queue, and what they have no hands for waits there in order.
/// </summary>
internal sealed partial class Prober(
    ProbeSchedule schedule, IProbe probe, Registrar registrar, Departures departures, LivenessClock clock, TimeProvider time, Random random,
    RegistryMeter meter, IOptions<RegistryOptions> options, ILogger<Prober> logger) : BackgroundService
{
    private readonly int _maxInFlight = options.Value.Probes.MaxInFlight;

    /// <summary>Probes once.</summary>
    public async Task RunAsync(ScheduledProbe due, CancellationToken cancellationToken)
    {
        if (schedule.Begin(due) is not { } late) return;
        meter.ProbeBegins(TimeSpan.FromMilliseconds(late));
        try
        {
            await AskAsync(due, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // A fault of ours says nothing of the instance: it keeps its verdict.
            Log.Broken(logger, due.Check.Words, due.Of.Vitals.Instance.Key, e);
            schedule.Plan(due, clock.Now + ProbePacing.Next(due.Check, default, clock.Now, random.NextDouble()));
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, _maxInFlight).Select(_ => WorkAsync(stoppingToken)).Prepend(TurnAsync(stoppingToken)));

    private async Task TurnAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(ProbeSchedule.Interval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken)) schedule.Turn();
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (true) await RunAsync(await schedule.Due.ReadAsync(cancellationToken), cancellationToken);
    }

    private async Task AskAsync(ScheduledProbe due, CancellationToken cancellationToken)
    {
        var (began, at, start) = (clock.Look(), time.GetUtcNow(), time.GetTimestamp());
        var report = await probe.AskAsync(due.Check, cancellationToken);
        var (now, duration) = (clock.Look(), time.GetElapsedTime(start));
        if (clock.GraceFrom > began)
        {
            // The registry was away meanwhile: what looks like a timeout may be its own.
            schedule.Plan(due, now);
            return;
        }

        meter.Probed(due.Check.Type, duration, report.ErrorType);
        var result = new ProbeResult
        {
            At = at,
            Check = due.Check.Words,
            Outcome = report.Passed ? ProbeOutcome.Passed : ProbeOutcome.Failed,
            Detail = report.Detail,
            DurationMs = (int)duration.TotalMilliseconds,
        };
        if (due.Of.Record(due.Index, report, result, now) is not { } conclusion) return;
        if (!due.Of.IsDeparted)
        {
            Conclude(due, conclusion, now);
            return;
        }

        schedule.Plan(due, now + Departures.Interval);
        if (await departures.ReviewAsync(due.Of, conclusion.After)) Log.Returned(logger, due.Of.Vitals.Instance.Key);
    }

    private void Conclude(ScheduledProbe due, ProbeConclusion conclusion, long now)
    {
        schedule.Plan(due, now + ProbePacing.Next(due.Check, conclusion.Progress, now, random.NextDouble()));
        if (conclusion.IsChange) Log.Verdict(logger, due.Of.Vitals.Instance.Key, conclusion.After);

        // Also while it stays critical: in time that deregisters the instance.
        if (conclusion.IsChange || conclusion.After.Verdict is ProbeVerdict.Critical) registrar.Reassess(due.Of.Vitals);
    }
}
