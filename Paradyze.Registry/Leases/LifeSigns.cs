using System.Runtime.CompilerServices;
using Paradyze.Discovery;
using Paradyze.Registry.Registration;

namespace Paradyze.Registry.Leases;

/// <summary>Takes note of signs of life, and has the commit loop look at whom they change.</summary>
internal sealed class LifeSigns(VitalsTable table, LivenessClock clock, Assessor assessor, CommitLoop loop)
{
    /// <summary>Takes note of heartbeats.</summary>
    /// <param name="heartbeats">The heartbeats.</param>
    /// <param name="results">What becomes of each.</param>
    public void Hear(ReadOnlySpan<Heartbeat> heartbeats, Span<HeartbeatResult> results)
    {
        // A look, so that who is heard right after the registry was away counts as heard since.
        var now = clock.Look();
        Senders senders = default;
        for (var i = 0; i < heartbeats.Length; i += KeyBatch.MaxCount)
        {
            var batch = heartbeats[i..Math.Min(i + KeyBatch.MaxCount, heartbeats.Length)];
            var found = ((Span<Vitals?>)senders)[..batch.Length];
            table.Find(batch, found);
            for (var j = 0; j < batch.Length; j++) results[i + j] = Hear(found[j], batch[j], now);
        }
    }

    /// <summary>Takes note of an instance that registers, when it is known. What comes of that its commit says.</summary>
    public void Hear(InstanceKey key) => table.Find(key)?.Hear(clock.Look(), selfReport: null);

    public void Reassess(InstanceKey key)
    {
        if (table.Find(key) is { } vitals) Reassess(vitals);
    }

    public void Reassess(Vitals vitals)
    {
        if (!assessor.Fits(vitals)) loop.Reassess(vitals.Instance.Key);
    }

    private HeartbeatResult Hear(Vitals? sender, Heartbeat heartbeat, long now)
    {
        if (sender is null) return HeartbeatResult.Unknown;
        if (heartbeat.Generation is { } generation && !sender.IsOf(generation)) return HeartbeatResult.Superseded;
        Hear(sender, heartbeat.Status is InstanceStatus.Unhealthy ? heartbeat.Reason ?? "reported by itself" : null, now);
        return HeartbeatResult.Heard;
    }

    private void Hear(Vitals vitals, string? selfReport, long now)
    {
        var said = vitals.SelfReport;
        vitals.Hear(now, selfReport);

        // What is up, and fails nowhere, and says the same as before, is as it was.
        if (selfReport == said && vitals.FailingSince == 0 && vitals.IsUp) return;
        Reassess(vitals);
    }

    [InlineArray(KeyBatch.MaxCount)]
    private struct Senders
    {
        private Vitals? _first;
    }
}
