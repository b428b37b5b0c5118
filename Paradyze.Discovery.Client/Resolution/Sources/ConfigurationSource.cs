using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Paradyze.Discovery.Client;

/// <summary>
/// The configuration section <c>Services:{name}</c>, as app hosts inject it: <c>Services:orders:https:0</c>. The second level is
/// a scheme or an endpoint's name, the third counts instances; one url alone may stand at either level.
/// </summary>
internal sealed class ConfigurationSource(IConfiguration? configuration)
{
    private const string Unnamed = "";

    private static readonly HashSet<string> s_schemes = new(StringComparer.OrdinalIgnoreCase) { "http", "https" };

    public SourceAnswer Ask(string serviceName)
    {
        var path = "Services:" + serviceName;
        var section = configuration?.GetSection(path);
        if (section?.Exists() != true) return Say($"{path} is not set");

        var instances = Instances(section, serviceName);
        return instances.Count == 0
            ? Say($"{path} has no absolute url")
            : Say($"{path} has {string.Join(", ", instances.SelectMany(i => i.Addresses).Distinct())}") with { Instances = instances };
    }

    private static List<InstanceModel> Instances(IConfigurationSection section, string serviceName)
    {
        var byIndex = new SortedDictionary<int, Dictionary<string, Uri>>();
        foreach (var (name, index, value) in Values(section))
        {
            if (!TryRead(name, value, out var url)) continue;
            if (!byIndex.TryGetValue(index, out var endpoints)) byIndex[index] = endpoints = new(StringComparer.OrdinalIgnoreCase);
            endpoints[name] = url;
        }

        return [.. byIndex.Values.Select(endpoints => Model(endpoints, serviceName))];
    }

    private static InstanceModel Model(Dictionary<string, Uri> endpoints, string serviceName)
    {
        var url = endpoints.GetValueOrDefault(Unnamed) ?? endpoints.GetValueOrDefault("http") ?? endpoints.GetValueOrDefault("https");
        var template = new ResolvedEndpoint
        {
            ServiceName = serviceName,
            Url = url ?? endpoints.Values.First(),
            Source = ResolutionSource.Configuration,
        };
        return new InstanceModel(template, url, endpoints.Where(e => e.Key != Unnamed));
    }

    private static IEnumerable<(string Name, int Index, string Value)> Values(IConfigurationSection section)
    {
        if (section.Value is { Length: > 0 } only) yield return (Unnamed, 0, only);
        foreach (var child in section.GetChildren())
        {
            if (child.Value is { Length: > 0 } single)
                yield return IsIndex(child.Key, out var index) ? (Unnamed, index, single) : (child.Key, 0, single);
            foreach (var item in child.GetChildren())
            {
                if (item.Value is { Length: > 0 } value && IsIndex(item.Key, out var at)) yield return (child.Key, at, value);
            }
        }
    }

    /// <summary>A value may leave the scheme out where the endpoint's name is one: <c>Services:orders:http:0 = localhost:5000</c>.</summary>
    private static bool TryRead(string name, string value, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Uri? url)
    {
        var text = value.Contains("://", StringComparison.Ordinal) || !s_schemes.Contains(name) ? value : $"{name}://{value}";
        return Uri.TryCreate(text, UriKind.Absolute, out url) && url.Host.Length > 0;
    }

    private static bool IsIndex(string key, out int index) => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out index);

    private static SourceAnswer Say(string said) => new(ResolutionSource.Configuration, "configuration: " + said);
}
