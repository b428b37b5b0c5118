namespace Paradyze.Discovery.Client;

/// <summary>The endpoints of one instance, prepared so that choosing one allocates nothing.</summary>
internal sealed class InstanceModel
{
    public const string HttpsEndpoint = "https";

    private readonly ResolvedEndpoint? _url;
    private readonly ResolvedEndpoint? _https;
    private readonly Dictionary<string, ResolvedEndpoint> _named;

    /// <summary>Prepares the endpoints.</summary>
    /// <param name="template">An endpoint of the instance; its url is replaced.</param>
    /// <param name="url">The instance's url; <see langword="null"/> when it has named endpoints alone.</param>
    /// <param name="endpoints">Its named endpoints.</param>
    public InstanceModel(ResolvedEndpoint template, Uri? url, IEnumerable<KeyValuePair<string, Uri>> endpoints)
    {
        // To a registry 'https' and 'HTTPS' are two names, in a url they are one: the last takes it, which is the lower case.
        _named = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, address) in endpoints) _named[name] = template with { Url = address };
        _url = url is null ? null : template with { Url = url };
        _https = _named.GetValueOrDefault(HttpsEndpoint) is { } named && ServiceUrl.IsHttps(named.Url) ? named
            : url is not null && ServiceUrl.IsHttps(url) ? _url
            : null;
        Instance = template.Instance;
    }

    /// <summary>The instance as the registry described it; <see langword="null"/> from any other source.</summary>
    public ServiceInstance? Instance { get; }

    public IEnumerable<string> EndpointNames => _named.Keys;

    /// <summary>Every address of the instance, to compare it with what it was.</summary>
    public IEnumerable<Uri> Addresses => _named.Values.Select(e => e.Url).Prepend(_url?.Url).OfType<Uri>();

    /// <summary>The endpoint that answers the query, when the instance has it.</summary>
    public ResolvedEndpoint? Match(in EndpointQuery query)
    {
        if (query.EndpointName is { } name)
        {
            var named = _named.GetValueOrDefault(name);
            return query.Scheme == SchemeRule.HttpsOnly && named is not null && !ServiceUrl.IsHttps(named.Url) ? null : named;
        }

        return query.Scheme switch
        {
            SchemeRule.HttpsOnly => _https,
            SchemeRule.HttpsPreferred => _https ?? _url,
            _ => _url,
        };
    }

    /// <summary>The model of a registered instance; <see langword="null"/> when its url is none.</summary>
    public static InstanceModel? Of(ServiceInstance instance, DateTimeOffset? staleSince)
    {
        if (!ServiceUrl.TryParse(instance.Url, out var url)) return null;
        var template = new ResolvedEndpoint
        {
            ServiceName = instance.ServiceName,
            Url = url,
            Source = ResolutionSource.Registry,
            Instance = instance,
            StaleSince = staleSince,
        };
        return new InstanceModel(template, url, Endpoints(instance));
    }

    /// <summary>The model of an address that stands for itself.</summary>
    public static InstanceModel Of(string serviceName, Uri url, ResolutionSource source) =>
        new(new ResolvedEndpoint { ServiceName = serviceName, Url = url, Source = source }, url, []);

    private static IEnumerable<KeyValuePair<string, Uri>> Endpoints(ServiceInstance instance)
    {
        foreach (var (name, text) in instance.Endpoints ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            if (Uri.TryCreate(text, UriKind.Absolute, out var url)) yield return new(name, url);
        }
    }
}
