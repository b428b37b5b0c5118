using Paradyze.Discovery;

namespace Paradyze.Registry.Tests.Leases.Model;

/// <summary>Random steps; the same for the same seed.</summary>
internal sealed class Steps(int seed)
{
    private const int Day = 86_400;

    private static readonly string[] s_ids = [.. Enumerable.Range(0, 9).Select(i => $"i{i}")];

    private readonly Random _random = new(seed);

    public IReadOnlyList<Step> Take(int count) => [.. s_ids.Select(Register), .. Enumerable.Range(0, count).Select(_ => Next())];

    private Step Next() => _random.Next(100) switch
    {
        < 14 => Register(OneOf(s_ids)),
        < 24 => new Step.Beat(OneOf([.. s_ids, "nobody"]), Generation(), OneOf(true, false)),
        < 36 => new Step.CutOff(Some()),
        < 40 => new Step.Sicken(Some()),
        < 48 => OverrideOne(),
        < 53 => new Step.Unregister(OneOf(s_ids), Generation()),
        < 90 => new Step.Pass(OneOf(1, 2, 3, 5, 10, 15, 30, 60)),
        < 95 => new Step.Suspend(OneOf(2, 5, 20, 100, OneOf(100, Day))),
        _ => new Step.Restart(OneOf(0, 1, 10, 100)),
    };

    private Step Register(string id)
    {
        var lease = OneOf<int?>(null, 1, 2, 4, 4, 6, 15, 300);
        return new Step.Register(id, _random.Next(8) == 0 ? OneOf(s_ids) : id, Generation(), OneOf(null, null, null, "b"), lease, lease is not null && OneOf(true, false, false));
    }

    private Step OverrideOne() => _random.Next(3) == 0
        ? new Step.Override(OneOf(s_ids), OneOf(InstanceStatus.Draining, InstanceStatus.Up), "g1")
        : new Step.Override(OneOf(s_ids), OneOf(InstanceStatus.Draining, InstanceStatus.OutOfService, InstanceStatus.Up, InstanceStatus.Up), Generation: null);

    private string? Generation() => OneOf(null, "g1", "g1", "g1", "g2");

    private string Some()
    {
        var share = OneOf(0, 20, 50, 80, 100);
        return string.Join(' ', s_ids.Where(_ => _random.Next(100) < share));
    }

    private T OneOf<T>(params T[] values) => values[_random.Next(values.Length)];
}
