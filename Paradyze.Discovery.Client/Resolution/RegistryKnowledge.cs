namespace Paradyze.Discovery.Client;

/// <summary>All that is remembered of what the registry said of one service, and how an answer changes it.</summary>
internal sealed record RegistryKnowledge
{
    public static readonly RegistryKnowledge None = new();

    /// <summary>What the registry answered last; <see langword="null"/> before the first answer.</summary>
    public RegistryAnswer? Answer { get; private init; }

    /// <summary>Why the last attempt brought no answer; <see langword="null"/> when it did.</summary>
    public string? Silence { get; private init; }

    /// <summary>The last instances that could be called, as long as they may still be used.</summary>
    public LastKnownGood? Good { get; private init; }

    /// <summary>Since when a registry that started anew does not know a service that is in <see cref="Good"/>.</summary>
    public DateTimeOffset? MissingSince { get; private init; }

    /// <summary>The entity tag to send along, to be told only of a change.</summary>
    public string? ETag => (Answer as KnownService)?.ETag;

    public RegistryKnowledge After(RegistryAnswer answer, DateTimeOffset now, TimeSpan newEpochGrace) => answer switch
    {
        KnownService known => AfterKnown(known, now),
        UnknownService unknown => AfterUnknown(unknown, now, newEpochGrace),
        _ => this with { Silence = null, Good = Good is null ? null : Good with { ConfirmedAt = now } },
    };

    public RegistryKnowledge AfterSilence(string reason) => this with { Silence = reason };

    /// <summary>Takes over what an earlier process knew. What the registry has told this one is never replaced.</summary>
    public RegistryKnowledge Adopt(LastKnownGood? fromDisk) => Answer is null && Good is null ? this with { Good = fromDisk } : this;

    private static RegistryKnowledge AfterKnown(KnownService known, DateTimeOffset now)
    {
        var serving = HandOut.Of([.. known.Details.Instances], instance => instance.Status);
        return new RegistryKnowledge
        {
            Answer = known,
            Good = serving.Length == 0 ? null : new LastKnownGood(serving, known.Epoch, now, IsFromDisk: false),
        };
    }

    private RegistryKnowledge AfterUnknown(UnknownService unknown, DateTimeOffset now, TimeSpan newEpochGrace)
    {
        // In the epoch that it was known in, a service that is gone was removed. In a new one it may not have come back yet.
        var missingSince = MissingSince ?? now;
        var isAwaited = Good is not null && Good.Epoch != unknown.Epoch && now - missingSince < newEpochGrace;
        return new RegistryKnowledge
        {
            Answer = unknown,
            Good = isAwaited ? Good : null,
            MissingSince = isAwaited ? missingSince : null,
        };
    }
}
