namespace Paradyze.Discovery.Client;

/// <summary>The service is known, but has no address of the kind that is asked for: no https, or no endpoint of that name.</summary>
public sealed class EndpointNotFoundException : ServiceResolutionException
{
    internal EndpointNotFoundException(string serviceName, EndpointQuery query, string said, IReadOnlyList<InstanceModel> instances)
        : base(serviceName, Describe(serviceName, query, said, instances)) => Query = query;

    /// <summary>Gets what was asked for.</summary>
    public EndpointQuery Query { get; }

    private static string Describe(string serviceName, EndpointQuery query, string said, IReadOnlyList<InstanceModel> instances)
    {
        var wanted = query.EndpointName is { } name ? $"endpoint '{name}'" : "url";
        if (query.Scheme == SchemeRule.HttpsOnly) wanted = $"https {wanted}";
        var names = instances.SelectMany(i => i.EndpointNames).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToArray();
        var has = names.Length == 0 ? "it has no named endpoints" : $"its named endpoints are {string.Join(", ", names)}";
        return $"The service '{serviceName}' has no {wanted}: {has} ({said}). {Advice(query)}";
    }

    private static string Advice(EndpointQuery query) => query switch
    {
        { EndpointName: { } name } => $"Register the instances with an endpoint '{name}', or ask for one that they have.",
        { Scheme: SchemeRule.HttpsOnly } => $"Register the instances with an endpoint 'https', or call http://{query.ServiceName} where plain text will do.",
        _ => "Register the instances with a url, or ask for a named endpoint.",
    };
}
