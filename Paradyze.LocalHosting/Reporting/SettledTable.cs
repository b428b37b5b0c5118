using System.Text;
using Paradyze.LocalHosting.ApplicationModel;

namespace Paradyze.LocalHosting.Reporting;

/// <summary>
/// What to open and what to try, once everything is up: the addresses that the app model has given words, those with a port of their own,
/// and as the thing to try the shown address of the first resource with external endpoints.
/// </summary>
internal static class SettledTable
{
    public static string Of(IReadOnlyList<Resource> resources, IReadOnlyList<ResourceEvent> latest)
    {
        var text = new StringBuilder().AppendLine().AppendLine(Headline(latest)).AppendLine();
        var entrance = resources.FirstOrDefault(resource => resource.HasExternalEndpoints);
        var rows = resources.SelectMany(resource => Rows(resource, resource == entrance)).ToList();
        var width = rows.Select(row => row.Name.Length).DefaultIfEmpty().Max();
        foreach (var (name, url) in rows)
            text.Append("  ").Append(name.PadRight(width)).Append("  ").AppendLine(url);
        if (entrance is not null)
            text.AppendLine().Append("  curl ").AppendLine(ResourceUrls.Of(entrance).First().Url);
        return text.ToString();
    }

    private static string Headline(IReadOnlyList<ResourceEvent> latest)
    {
        var missing = latest
            .Where(replica => replica.Snapshot.HasFailed || replica.Snapshot.WasStopped)
            .Select(replica => replica.Replica.DisplayName)
            .ToList();
        return missing.Count == 0 ? "Everything is up. Ctrl-C stops it." : $"Up, without {string.Join(", ", missing)}. Ctrl-C stops it.";
    }

    private static IEnumerable<(string Name, string Url)> Rows(Resource resource, bool isEntrance)
    {
        if (!isEntrance)
        {
            foreach (var worded in ResourceUrls.Of(resource).Where(url => url.DisplayText is not null))
                yield return (worded.DisplayText!, worded.Url);
        }

        foreach (var endpoint in resource.Endpoints.Where(endpoint => endpoint.FixedPort is not null))
            yield return (resource.Name, endpoint.Url(replica: 0));
    }
}
