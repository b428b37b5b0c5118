using Paradyze.Registry.Health;
using Paradyze.Registry.Registration;

namespace Paradyze.Registry.Leases;

/// <summary>Looks at the leases that are due, weighs what fails together, and hands the commit loop those whose status is no longer right.</summary>
internal sealed class LivenessSweeper(LivenessClock clock, LeaseWheel wheel, MassFailureGuard guard, Assessor assessor, CommitLoop loop)
    : BackgroundService
{
    private readonly List<Vitals> _unfit = [];

    /// <summary>One turn.</summary>
    public void Sweep()
    {
        _unfit.Clear();
        wheel.TurnTo(clock.Look(), LookAt);

        // The guard speaks before anybody is reassessed: of a mass failure that shows in one turn nobody becomes unhealthy.
        _unfit.AddRange(guard.Weigh(assessor.FailAnew));
        foreach (var vitals in _unfit) loop.Reassess(vitals.Instance.Key);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = clock.NewTimer();
        while (await timer.WaitForNextTickAsync(stoppingToken)) Sweep();
    }

    private bool LookAt(Vitals vitals)
    {
        if (assessor.Fits(vitals)) return true;
        _unfit.Add(vitals);
        return false;
    }
}
