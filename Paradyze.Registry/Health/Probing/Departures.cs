using Paradyze.Registry.Catalog;
using Paradyze.Registry.Registration;

namespace Paradyze.Registry.Health.Probing;

/// <summary>Decides about instances that their own probes removed, while they are probed on: whether they are back, or forgotten.</summary>
internal sealed class Departures(ServiceCatalog catalog, Registrar registrar, TimeProvider time)
{
    /// <summary>The time from one probe to the next, in milliseconds.</summary>
    public const long Interval = 60_000;

    private static readonly TimeSpan s_remembered = TimeSpan.FromDays(1);

    /// <summary>Looks at one after a probe. Whatever comes of it comes with a commit.</summary>
    /// <returns>Whether it is back.</returns>
    public async Task<bool> ReviewAsync(ProbedInstance departed, ProbeFindings findings)
    {
        try
        {
            return await DecideAsync(departed, findings);
        }
        catch (ChangeRefusedException)
        {
            // No commits now: it is looked at again after the next probe.
            return false;
        }
    }

    private async Task<bool> DecideAsync(ProbedInstance departed, ProbeFindings findings)
    {
        var key = departed.Vitals.Instance.Key;
        if (findings.Verdict is not ProbeVerdict.Passing)
        {
            if (time.GetUtcNow() - DepartedAt(departed) >= s_remembered) await registrar.ForgetAsync(key);
            return false;
        }

        if (IsReplaced(departed))
        {
            await registrar.ForgetAsync(key);
            return false;
        }

        await registrar.ReturnAsync(key);
        return true;
    }

    /// <summary>
    /// Whether somebody was registered at its url since it failed. Then it is that one that answers: ports are given to the next who asks.
    /// </summary>
    private bool IsReplaced(ProbedInstance departed)
    {
        var failedAt = DepartedAt(departed) - departed.Plan.Checks.Min(check => check.DeregisterAfter);
        var url = NormalizedUrl.Of(new Uri(departed.Vitals.Instance.Url));
        return catalog.Current.Services.SelectMany(service => service.Instances).Any(other => other.State.RegisteredAt >= failedAt && other.IsAt(url));
    }

    private static DateTimeOffset DepartedAt(ProbedInstance departed) => departed.Vitals.Instance.State.DepartedAt!.Value;
}
