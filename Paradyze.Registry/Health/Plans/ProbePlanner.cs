using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Registration;

namespace Paradyze.Registry.Health.Plans;

/// <summary>
/// Decides how an instance is probed: as its checks say; else, when it promised no heartbeat, by HTTP where it says that its health
/// is asked; else by a connection to its url.
/// </summary>
internal sealed class ProbePlanner(IOptions<RegistryOptions> options)
{
    private const int MaxPathLength = 2048;

    private readonly ProbeOptions _defaults = options.Value.Probes;

    public ProbePlan Plan(RegisteredInstance instance)
    {
        if (!instance.IsProbed) return ProbePlan.None;
        var record = instance.ToRecord();
        return Plan(new Uri(record.Url), record.Health, record.Metadata, record.Checks ?? []);
    }

    public ProbePlan Plan(ValidRegistration registration)
    {
        var checks = registration.Checks ?? [];
        return registration.LeaseSeconds is not null && checks.IsEmpty
            ? ProbePlan.None
            : Plan(registration.Url, registration.Health, registration.Metadata, checks);
    }

    private ProbePlan Plan(Uri url, string? health, RawJson? metadata, IReadOnlyList<HealthCheck> checks)
    {
        if (checks.Count > 0) return new ProbePlan([.. checks.Select(check => Filled(check, url))]);
        if (health is not null && new Uri(health) is var asked)
        {
            return IsSameHost(asked, url)
                ? new ProbePlan([Default(HealthCheckType.Http, asked)])
                : new ProbePlan(
                    [Default(HealthCheckType.Tcp, url)],
                    $"'health' is on the host '{asked.Host}', and only the host of the instance's own url, '{url.Host}', is probed: a connection to the url is tried instead.");
        }

        if (HealthPath(metadata) is not { } path) return new ProbePlan([Default(HealthCheckType.Tcp, url)]);
        return Under(url, path) is { } under
            ? new ProbePlan([Default(HealthCheckType.Http, under)])
            : new ProbePlan(
                [Default(HealthCheckType.Tcp, url)],
                $"'metadata.endpoints.health' is not a path of at most {MaxPathLength} characters that begins with '/' and stays on the instance's own host: a connection to the url is tried instead.");
    }

    private ProbeCheck Default(HealthCheckType type, Uri url) => Filled(new HealthCheck { Type = type, Url = url.OriginalString }, url);

    private ProbeCheck Filled(HealthCheck check, Uri instance)
    {
        // One of the two may be set and the other not: what is set holds, and the default gives way to it.
        var interval = check.Interval ?? (check.Timeout > _defaults.Interval ? check.Timeout.Value : _defaults.Interval);
        var timeout = check.Timeout ?? (_defaults.Timeout > interval ? interval : _defaults.Timeout);
        return new ProbeCheck(check.Type, Where(check, instance), check.Service ?? "")
        {
            Interval = interval,
            Timeout = timeout,
            FailuresBeforeCritical = check.FailuresBeforeCritical ?? _defaults.FailuresBeforeCritical,
            SuccessesBeforeUp = check.SuccessesBeforeUp ?? _defaults.SuccessesBeforeUp,
            DeregisterAfter = check.DeregisterAfter ?? _defaults.DeregisterAfter,
        };
    }

    private static Uri Where(HealthCheck check, Uri instance)
    {
        var server = check.Port is { } port ? Root(instance, port) : null;
        return check.Url switch
        {
            null => server ?? instance,
            ['/', ..] path => Under(server ?? instance, path) ?? instance,
            var absolute => new Uri(absolute),
        };
    }

    private static Uri Root(Uri instance, int port) => new(string.Create(CultureInfo.InvariantCulture, $"{instance.Scheme}://{instance.Host}:{port}/"));

    /// <summary>A path on an instance's host, escaped as it is asked; <see langword="null"/> when the text leads anywhere else.</summary>
    private static Uri? Under(Uri instance, string path) =>
        path.Length <= MaxPathLength
        && path.StartsWith('/')
        && !path.StartsWith("//", StringComparison.Ordinal)
        && !path.AsSpan().ContainsAny('\\', '#')
        && Uri.TryCreate($"{instance.Scheme}://{instance.Authority}{path}", UriKind.Absolute, out var url)
        && IsSameHost(url, instance)
            ? new Uri(url.AbsoluteUri)
            : null;

    private static string? HealthPath(RawJson? metadata) =>
        metadata?.ToElement() is { } element
        && element.TryGetProperty("endpoints", out var endpoints)
        && endpoints.ValueKind == JsonValueKind.Object
        && endpoints.TryGetProperty("health", out var health)
        && health.ValueKind == JsonValueKind.String
            ? health.GetString()
            : null;

    private static bool IsSameHost(Uri one, Uri other) => string.Equals(one.Host, other.Host, StringComparison.OrdinalIgnoreCase);
}
