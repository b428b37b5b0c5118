using Microsoft.Extensions.Options;
using Paradyze.Registry.Registration;

namespace Paradyze.Registry.Health.Probing;

/// <summary>
/// Probes what is due, so many at a time: as many loops take from one queue, and what they have no hands for waits there in order.
/// </summary>
internal sealed partial class Prober(
    ProbeSchedule schedule, MeasuredProbe probe, Registrar registrar, Departures departures, IOptions<RegistryOptions> options, ILogger<Prober> logger)
    : BackgroundService
{
    private readonly int _maxInFlight = options.Value.Probes.MaxInFlight;

    /// <summary>Probes once.</summary>
    public async Task RunAsync(ScheduledProbe due, CancellationToken cancellationToken)
    {
        if (schedule.Begin(due) is not { } late) return;
        try
        {
            if (await probe.AskAsync(due.Check, late, cancellationToken) is { } measured) await TakeInAsync(due, measured);
            else schedule.PlanNow(due);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // A fault of ours says nothing of the instance: it keeps its verdict.
            Log.Broken(logger, due.Check.Words, due.Of.Vitals.Instance.Key, e);
            schedule.PlanNext(due, progress: default);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // When one of them fails the others would wait for ever. When they are stopped, all of them are waited for.
        var loops = Enumerable.Range(0, _maxInFlight).Select(_ => WorkAsync(stoppingToken)).Prepend(TurnAsync(stoppingToken));
        await foreach (var ended in Task.WhenEach(loops).WithCancellation(CancellationToken.None))
        {
            if (ended.IsFaulted) await ended;
        }
    }

    private async Task TurnAsync(CancellationToken cancellationToken)
    {
        using var timer = schedule.NewTimer();
        while (await timer.WaitForNextTickAsync(cancellationToken)) schedule.Turn();
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (true) await RunAsync(await schedule.Due.ReadAsync(cancellationToken), cancellationToken);
    }

    private async Task TakeInAsync(ScheduledProbe due, MeasuredReport measured)
    {
        var instance = due.Of;
        if (instance.Record(due.Index, measured) is not { } conclusion) return;
        schedule.PlanNext(due, conclusion.Progress);
        if (instance.IsDeparted)
        {
            if (await departures.ReviewAsync(instance, conclusion.After)) Log.Returned(logger, instance.Vitals.Instance.Key);
            return;
        }

        if (conclusion.IsChange) Log.Verdict(logger, instance.Vitals.Instance.Key, conclusion.After);

        // Also without a change: one that stays critical is deregistered in time, and one that passes is heard of again after the registry was away.
        registrar.Reassess(instance.Vitals);
    }
}
