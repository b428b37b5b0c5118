using System.Text;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Health;

namespace Paradyze.Registry.Leases;

/// <summary>
/// The signs of life of one instance, all in memory: what it last said and when, and what its probes found. A heartbeat is one
/// write to it and costs no commit. They last as long as the instance's generation.
/// </summary>
internal sealed class Vitals
{
    // The key and the generation, so that a heartbeat need look nowhere else.
    private readonly InlineBytes _identity;
    private readonly int _keyLength;
    private volatile RegisteredInstance _instance = null!;
    private volatile string? _selfReport;
    private volatile ProbeFindings _probes = ProbeFindings.None;
    private volatile bool _isUp;
    private volatile bool _isGone;
    private volatile bool _failedFromUp;
    private long _heardAt;
    private long _passedAt;
    private long _failingSince;

    public Vitals(RegisteredInstance instance)
    {
        Span<byte> key = stackalloc byte[InstanceKeyText.MaxBytes];
        _keyLength = new InstanceKeyText(instance.Key.ServiceName, instance.Key.InstanceId).TryWrite(key);
        _identity = new InlineBytes([.. key[.._keyLength], .. Encoding.ASCII.GetBytes(instance.Generation ?? "")]);
        Instance = instance;
    }

    // No key has such a byte.
    private Vitals() => (_identity, _keyLength) = (new InlineBytes([byte.MaxValue]), 1);

    /// <summary>Nobody's: stands where vitals were removed.</summary>
    public static Vitals OfNobody { get; } = new();

    /// <summary>The key as <see cref="InstanceKeyText"/> writes it.</summary>
    public ReadOnlySpan<byte> Key => InlineBytes.SpanOf(in _identity)[.._keyLength];

    /// <summary>The instance as it is committed. Its generation never changes: another one has vitals of its own.</summary>
    public RegisteredInstance Instance
    {
        get => _instance;
        set
        {
            _isUp = value.Status is InstanceStatus.Up;
            _instance = value;
        }
    }

    /// <summary>Whether it is committed as up.</summary>
    public bool IsUp => _isUp;

    /// <summary>Whether it is no longer registered.</summary>
    public bool IsGone { get => _isGone; set => _isGone = value; }

    /// <summary>When it last spoke, by <see cref="LivenessClock"/>; 0 when it has not since the registry began.</summary>
    public long HeardAt => Volatile.Read(ref _heardAt);

    /// <summary>Why it calls itself unhealthy; <see langword="null"/> while it does not.</summary>
    public string? SelfReport => _selfReport;

    /// <summary>What its probes say.</summary>
    public ProbeFindings Probes { get => _probes; set => _probes = value; }

    /// <summary>When a probe last passed while none spoke against it, by <see cref="LivenessClock"/>; 0 when none has.</summary>
    public long PassedAt { get => Volatile.Read(ref _passedAt); set => Volatile.Write(ref _passedAt, value); }

    /// <summary>Since when something speaks against it; 0 while nothing does. Written under the lock of <see cref="Assessor"/>.</summary>
    public long FailingSince { get => Volatile.Read(ref _failingSince); set => Volatile.Write(ref _failingSince, value); }

    /// <summary>
    /// Whether it was up, or in doubt, when it began to fail: only then may its failure be one of many. Written with <see cref="FailingSince"/>, and before it.
    /// </summary>
    public bool FailedFromUp { get => _failedFromUp; set => _failedFromUp = value; }

    /// <summary>When its lease is looked at next; 0 when that is not planned. Belongs to <see cref="LeaseWheel"/>.</summary>
    public long LeaseDue { get; set; }

    /// <summary>Whether it is registered with a generation.</summary>
    public bool IsOf(string? generation) => Ascii.Equals(InlineBytes.SpanOf(in _identity)[_keyLength..], generation);

    /// <summary>Takes note of a sign of life.</summary>
    public void Hear(long now, string? selfReport)
    {
        if (!ReferenceEquals(_selfReport, selfReport)) _selfReport = selfReport;
        Volatile.Write(ref _heardAt, now);
    }
}
