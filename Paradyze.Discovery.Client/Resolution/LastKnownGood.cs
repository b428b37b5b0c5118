namespace Paradyze.Discovery.Client;

/// <summary>The instances that could last be called, and when the registry last confirmed them.</summary>
/// <param name="Instances">The instances.</param>
/// <param name="Epoch">The registry's epoch that they were known in.</param>
/// <param name="ConfirmedAt">When the registry last said so.</param>
/// <param name="IsFromDisk">Whether an earlier process learnt it.</param>
internal sealed record LastKnownGood(IReadOnlyList<ServiceInstance> Instances, string Epoch, DateTimeOffset ConfirmedAt, bool IsFromDisk)
{
    private InstanceModel[]? _fresh;

    /// <summary>The models while the registry confirms them, made once.</summary>
    public IReadOnlyList<InstanceModel> Fresh => _fresh ??= Models(staleSince: null);

    /// <summary>The models when it no longer does.</summary>
    public IReadOnlyList<InstanceModel> Stale => Models(ConfirmedAt);

    private InstanceModel[] Models(DateTimeOffset? staleSince) =>
        [.. Instances.Select(i => InstanceModel.Of(i, staleSince)).OfType<InstanceModel>()];
}
