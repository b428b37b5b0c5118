namespace Paradyze.Registry;

/// <summary>The registry's settings: configuration section <c>Registry</c>. The environment's own names win over it.</summary>
internal sealed class RegistryOptions
{
    public const string SectionName = "Registry";

    /// <summary>The folder that the state is kept in.</summary>
    /// <value>Default <c>.paradyze/registry</c> below the working directory. Environment: <c>SERVICE_REGISTRY_DATA</c>.</value>
    public string Data { get; set; } = Path.Combine(".paradyze", "registry");

    public LeaseOptions Leases { get; set; } = new();

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
    /// <value>Default 1 s; 100 ms to 1 minute.</value>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(1);
}

/// <summary>Where changes become durable.</summary>
internal enum JournalKind
{
    /// <summary>In files.</summary>
    File,

    /// <summary>Nowhere: a restart forgets everything.</summary>
    Memory,
}
