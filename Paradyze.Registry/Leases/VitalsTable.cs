using System.Runtime.CompilerServices;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal;

namespace Paradyze.Registry.Leases;

/// <summary>The vitals of everything that is registered: one entry an instance, made and dropped as the catalog changes.</summary>
internal sealed class VitalsTable(LivenessClock clock, LeaseWheel wheel) : ICommitObserver
{
    private readonly VitalsIndex _index = new();

    public Vitals? Find(InstanceKey key) => Find(new InstanceKeyText(key.ServiceName, key.InstanceId));

    /// <summary>Finds without a key object: heartbeats allocate nothing.</summary>
    public Vitals? Find(InstanceKeyText key)
    {
        Span<byte> bytes = stackalloc byte[InstanceKeyText.MaxBytes];
        return key.TryWrite(bytes) is > 0 and var length ? _index.Find(bytes[..length]) : null;
    }

    /// <summary>Finds those that sent heartbeats, at most <see cref="KeyBatch.MaxCount"/>.</summary>
    [SkipLocalsInit] // 4 KB that are written before they are read
    public void Find(ReadOnlySpan<Heartbeat> senders, Span<Vitals?> found) =>
        _index.Find(new KeyBatch(stackalloc byte[KeyBatch.MaxBytes], stackalloc int[KeyBatch.MaxCount], senders), found);

    /// <summary>Nobody has been heard yet: each has a full period from now on.</summary>
    public void Recovered(CatalogSnapshot state)
    {
        foreach (var instance in state.Services.SelectMany(service => service.Instances)) Add(instance);
    }

    public void Committed(JournalCommit commit)
    {
        foreach (var change in commit.Changes)
        {
            if (change.Instance is not { IsDeparted: false } instance) Remove(change.Key);
            else if (Find(change.Key) is { } known) Update(known, instance, change.Cause);
            else Hear(Add(instance));
        }
    }

    private Vitals Add(RegisteredInstance instance)
    {
        var vitals = new Vitals(instance);
        _index.Add(vitals);
        wheel.Plan(vitals);
        return vitals;
    }

    private void Update(Vitals known, RegisteredInstance instance, string cause)
    {
        var vitals = known.IsOf(instance.Generation) ? known : Succeed(known, instance);
        vitals.Instance = instance;
        if (cause is ChangeCause.Registered or ChangeCause.Returned) Hear(vitals);
    }

    /// <summary>Another life of an instance: nothing of what was known of the last one counts.</summary>
    private Vitals Succeed(Vitals known, RegisteredInstance instance)
    {
        var vitals = new Vitals(instance);
        _index.Replace(known, vitals);
        known.IsGone = true;
        return vitals;
    }

    private void Hear(Vitals vitals)
    {
        // What it said of itself since it asked to be registered, it has said.
        vitals.Hear(clock.Look(), vitals.SelfReport);
        wheel.Plan(vitals);
    }

    private void Remove(InstanceKey key)
    {
        if (Find(key) is not { } vitals) return;
        _index.Remove(vitals);
        vitals.IsGone = true;
    }
}
