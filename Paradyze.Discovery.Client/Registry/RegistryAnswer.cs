namespace Paradyze.Discovery.Client;

/// <summary>What a registry says of one service.</summary>
/// <param name="Epoch">The epoch that the answer belongs to.</param>
internal abstract record RegistryAnswer(string Epoch);

/// <summary>The service is known, whatever the status of its instances.</summary>
internal sealed record KnownService(string Epoch, string? ETag, ServiceDetails Details) : RegistryAnswer(Epoch);

/// <summary>Nothing has changed since the answer with the entity tag that was sent along.</summary>
internal sealed record UnchangedService(string Epoch) : RegistryAnswer(Epoch);

/// <summary>No such service is registered.</summary>
internal sealed record UnknownService(string Epoch) : RegistryAnswer(Epoch);
