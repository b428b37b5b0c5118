using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Paradyze.Discovery.Client;

/// <summary>What this process says of itself when it registers.</summary>
internal sealed class OwnRegistration(
    IOptions<SelfRegistrationOptions> options,
    HostFacts host,
    EnvironmentVariables environment,
    LeaseRule lease,
    OwnAddresses ownAddresses)
{
    private const int GenerationLength = 16;

    public string ServiceName { get; } = OwnName.Of(options.Value, host, environment).Value;

    /// <summary>This life of this process, told apart from the one before it at the same address.</summary>
    public string Generation { get; } = RandomNumberGenerator.GetHexString(GenerationLength, lowercase: true);

    /// <inheritdoc cref="OwnAddresses.ReachedFrom"/>
    public IPAddress? ReachedFrom => ownAddresses.ReachedFrom;

    /// <summary>Makes the registration; <see langword="null"/> when the process has no address to be called at.</summary>
    /// <exception cref="RegistryException">The local address is needed, and no registry could be reached to learn it.</exception>
    public async Task<RegistrationRequest?> CreateAsync(CancellationToken cancellationToken)
    {
        var addresses = await ownAddresses.FindAsync(cancellationToken);
        if (addresses.Url is null) return null;
        return new RegistrationRequest
        {
            ServiceName = ServiceName,
            Url = addresses.Url,
            Health = addresses.Url + RegistryRoutes.Health,
            Metadata = Metadata(),
            InstanceId = options.Value.InstanceId,
            Generation = Generation,
            LeaseSeconds = (int)lease.Current.TotalSeconds,
            Zone = options.Value.Zone,
            Tags = options.Value.Tags.Count == 0 ? null : [.. options.Value.Tags],
            Weight = options.Value.Weight,
            Endpoints = addresses.Endpoints,
        };
    }

    private RawJson? Metadata()
    {
        var metadata = new Dictionary<string, string>(options.Value.Metadata, StringComparer.Ordinal);
        if ((options.Value.Version ?? EntryVersion()) is { } version) metadata["version"] = version;
        return metadata.Count == 0 ? null : RawJson.From(JsonSerializer.SerializeToElement(metadata));
    }

    private static string? EntryVersion() =>
        Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
}
