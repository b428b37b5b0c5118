using Paradyze.Registry.Health;

namespace Paradyze.Registry;

/// <summary>The registry's settings: configuration section <c>Registry</c>. The environment's own names win over it.</summary>
internal sealed class RegistryOptions
{
    public const string SectionName = "Registry";

    private const string DataVariable = "SERVICE_REGISTRY_DATA";

    /// <summary>The folder that the state is kept in.</summary>
    /// <value>Default <c>.paradyze/registry</c> below the working directory. Environment: <c>SERVICE_REGISTRY_DATA</c>.</value>
    public string Data { get; set; } = Path.Combine(".paradyze", "registry");

    /// <summary>What <see cref="Data"/> is by a configuration, whatever else stands in it.</summary>
    public static string DataIn(IConfiguration configuration) =>
        configuration[DataVariable] is { Length: > 0 } data ? data
        : configuration[$"{SectionName}:{nameof(Data)}"] ?? new RegistryOptions().Data;

    public LeaseOptions Leases { get; set; } = new();

    public GuardOptions Guard { get; set; } = new();

    public ProbeOptions Probes { get; set; } = new();

    public JournalOptions Journal { get; set; } = new();
}

/// <summary>Configuration section <c>Registry:Journal</c>.</summary>
internal sealed class JournalOptions
{
    /// <summary>Where changes become durable.</summary>
    /// <value>Default <see cref="JournalKind.File"/>: the folder <see cref="RegistryOptions.Data"/>.</value>
    public JournalKind Kind { get; set; } = JournalKind.File;

    /// <summary>How many bytes of commits are worth a new snapshot; as many as the last snapshot has when that is more.</summary>
    /// <value>Default 64 MB; at least 1.</value>
    public long SnapshotBytes { get; set; } = 64 * 1024 * 1024;
}

/// <summary>Configuration section <c>Registry:Leases</c>.</summary>
internal sealed class LeaseOptions
{
    /// <summary>How long an instance whose lease ran out stays known before it is deregistered.</summary>
    /// <value>Default 1 minute; 1 s to 30 days.</value>
    public TimeSpan DeregisterAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often leases are looked at: an expiry is noticed at most so much later.</summary>
    /// <value>Default 250 ms; 50 ms to 1 minute.</value>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromMilliseconds(250);
}

/// <summary>Configuration section <c>Registry:Guard</c>: when the registry doubts itself rather than its instances.</summary>
internal sealed class GuardOptions
{
    /// <summary>How many instances of a service in a zone must fail together. They must be more than half of those that were up as well.</summary>
    /// <value>Default 5; 2 to 1,000,000.</value>
    public int MinimumInstances { get; set; } = 5;

    /// <summary>Within what time failures count as one; a third of the lease or the interval of probes where that is more.</summary>
    /// <value>Default 10 s; 1 s to 10 minutes.</value>
    public TimeSpan Window { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long most of them must be back until the others are judged one by one again.</summary>
    /// <value>Default 30 s; 1 s to 1 hour.</value>
    public TimeSpan Settle { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the doubt lasts at most.</summary>
    /// <value>Default 10 minutes; 1 s to 1 day.</value>
    public TimeSpan HoldAtMost { get; set; } = TimeSpan.FromMinutes(10);
}

/// <summary>Where changes become durable.</summary>
internal enum JournalKind
{
    /// <summary>In files.</summary>
    File,

    /// <summary>Nowhere: a restart forgets everything.</summary>
    Memory,
}
