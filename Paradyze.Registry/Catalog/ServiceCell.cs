using System.Collections.Immutable;
using Paradyze.Discovery;

namespace Paradyze.Registry.Catalog;

/// <summary>One service at one moment: its instances ordered by id, and which of them are handed out.</summary>
internal sealed class ServiceCell
{
    private readonly Turn _turn;
    private ImmutableArray<RegisteredInstance> _serving;
    private ServiceAnswer? _answer;

    private ServiceCell(string name, long revision, ImmutableArray<RegisteredInstance> instances, Turn turn)
    {
        Name = name;
        Revision = revision;
        Instances = instances;
        _turn = turn;
    }

    /// <summary>The name as it was first written.</summary>
    public string Name { get; }

    /// <summary>The number of the last change to any of the instances, removals included.</summary>
    public long Revision { get; }

    public ImmutableArray<RegisteredInstance> Instances { get; }

    /// <summary>Those that may be called. Sought when first asked for: cells inside a batch never are.</summary>
    public ImmutableArray<RegisteredInstance> Serving
    {
        get
        {
            if (_serving.IsDefault) ImmutableInterlocked.InterlockedInitialize(ref _serving, HandOut.Of(Instances, instance => instance.Status));
            return _serving;
        }
    }

    public static ServiceCell Empty(string name) => new(name, revision: 0, [], new Turn());

    /// <summary>A cell with many instances at once, in any order; of those with one id the last counts.</summary>
    public static ServiceCell Of(string name, IEnumerable<RegisteredInstance> instances)
    {
        var byId = new SortedDictionary<string, RegisteredInstance>(StringComparer.Ordinal);
        foreach (var instance in instances) byId[instance.Key.InstanceId] = instance;
        return new ServiceCell(name, byId.Values.Max(instance => instance.Revision), [.. byId.Values], new Turn());
    }

    public RegisteredInstance? Find(string instanceId)
    {
        var index = IndexOf(instanceId);
        return index >= 0 ? Instances[index] : null;
    }

    public ServiceCell With(RegisteredInstance instance, long revision)
    {
        var index = IndexOf(instance.Key.InstanceId);
        var instances = index >= 0 ? Instances.SetItem(index, instance) : Instances.Insert(~index, instance);
        return new ServiceCell(Name, revision, instances, _turn);
    }

    public ServiceCell Without(string instanceId, long revision)
    {
        var index = IndexOf(instanceId);
        return index < 0 ? this : new ServiceCell(Name, revision, Instances.RemoveAt(index), _turn);
    }

    /// <summary>One of several, each in turn, over all readers and all versions of this cell.</summary>
    public RegisteredInstance TakeTurn(ImmutableArray<RegisteredInstance> among) => among[_turn.Next(among.Length)];

    /// <summary>The answer to a read of this service, joined when it is first read.</summary>
    public ServiceAnswer Answer(string epoch)
    {
        // Two readers may both join it; either result is right.
        return _answer ??= new ServiceAnswer(new Revision(epoch, Revision), Serving);
    }

    /// <summary>Lets go of the joined answer, when nobody has read it since the last call.</summary>
    public void ForgetUnreadAnswer()
    {
        if (_answer is { } answer && !answer.WasReadSinceLastLook()) _answer = null;
    }

    // Negative: the complement of where the id would stand.
    private int IndexOf(string instanceId) => Instances.AsSpan().BinarySearch(new ById(instanceId));

    private readonly struct ById(string instanceId) : IComparable<RegisteredInstance>
    {
        public int CompareTo(RegisteredInstance? other) => string.CompareOrdinal(instanceId, other!.Key.InstanceId);
    }

    private sealed class Turn
    {
        private uint _taken;

        public int Next(int count) => (int)((Interlocked.Increment(ref _taken) - 1) % (uint)count);
    }
}
