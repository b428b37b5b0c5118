using System.Collections.Immutable;
using System.Text.Json;
using Paradyze.Discovery;
using Paradyze.Registry.Registration;

namespace Paradyze.Registry.Api.Input;

/// <summary>Reads the body of a registration.</summary>
internal static class RegistrationReader
{
    private const int MaxLeaseSeconds = 24 * 60 * 60;
    private const int MaxWeight = 10_000;
    private const int MaxTags = 32;
    private const int MaxEndpoints = 32;
    private const int MaxMetadataBytes = 16 * 1024;

    /// <param name="body">The body.</param>
    /// <param name="path">The instance that the path names, where it names one: the body may then leave it out.</param>
    /// <exception cref="InvalidInputException">Body or path break rules; every fault is named.</exception>
    public static ValidRegistration Read(JsonElement body, InstancePath? path = null)
    {
        var input = new InputReader(body);
        path?.Check(input.Faults);
        var serviceName = path is null ? input.Required("serviceName", TextRules.ServiceName) : input.Optional("serviceName", TextRules.ServiceName);
        var url = input.Required("url", TextRules.Url);
        var health = input.Optional("health", TextRules.HealthUrl);
        var metadata = input.OptionalObject("metadata", MaxMetadataBytes);
        var instanceId = input.Optional("instanceId", TextRules.InstanceId);
        var generation = input.Optional("generation", TextRules.Generation);
        var leaseSeconds = input.OptionalInteger("leaseSeconds", 1, MaxLeaseSeconds);
        var zone = input.Optional("zone", TextRules.Label);
        var tags = input.OptionalList("tags", MaxTags, (path, tag) => input.Text(path, tag, TextRules.Label));
        var weight = input.OptionalInteger("weight", 0, MaxWeight);
        var endpoints = ReadEndpoints(input);
        var checks = input.OptionalList("checks", HealthCheck.MaxPerInstance, (path, check) => CheckReader.Read(input.Nested(path, check), UrlText.ReadHttp(url)));
        path?.Compare(serviceName, instanceId, input.Faults);
        InvalidInputException.ThrowIfAny(input.Faults);

        var address = new Uri(url);
        return new ValidRegistration
        {
            ServiceName = ServiceName.Parse(path?.Service ?? serviceName!),
            InstanceId = path?.Id ?? instanceId ?? InstanceId.Derive(address),
            Url = address,
            WrittenUrl = url,
            Generation = generation,
            Health = health,
            Metadata = metadata,
            Version = VersionOf(metadata),
            LeaseSeconds = leaseSeconds,
            Zone = zone,
            Tags = tags?.OfType<string>().Distinct(StringComparer.Ordinal).ToImmutableArray(),
            Weight = weight,
            Endpoints = endpoints,
            Checks = checks?.ToImmutableArray(),
        };
    }

    private static ImmutableSortedDictionary<string, string>? ReadEndpoints(InputReader input)
    {
        if (input.OptionalMembers("endpoints", MaxEndpoints) is not { } members) return null;
        var endpoints = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            var path = "endpoints/" + member.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
            if (!TextRules.Label.Holds(member.Name)) input.Faults.Add(new InputFault("/" + path, $"is not an endpoint name: it {TextRules.Label.Words}."));
            else if (input.Text(path, member.Value, TextRules.EndpointUrl) is { } url) endpoints[member.Name] = url;
        }

        return endpoints.ToImmutable();
    }

    private static string? VersionOf(RawJson? metadata) =>
        metadata?.ToElement() is { } element
        && element.TryGetProperty("version", out var version)
        && version.ValueKind == JsonValueKind.String
        && VersionRange.IsVersion(version.GetString())
            ? version.GetString()
            : null;
}
