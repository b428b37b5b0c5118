namespace Paradyze.Discovery.Client;

/// <summary>Which service is looked for, and which of its addresses will do.</summary>
/// <param name="ServiceName">The service's name, see <see cref="Discovery.ServiceName"/>.</param>
public readonly record struct EndpointQuery(string ServiceName)
{
    /// <summary>Gets the named endpoint to use instead of the instance's url: <c>admin</c> for <c>http://_admin.orders</c>.</summary>
    public string? EndpointName { get; init; }

    /// <summary>Gets which schemes will do.</summary>
    /// <value>The default is <see cref="SchemeRule.Any"/>.</value>
    public SchemeRule Scheme { get; init; }

    /// <summary>Gets the endpoints that an earlier attempt has tried: they are taken again only when there is no other.</summary>
    public TriedEndpoints? Tried { get; init; }
}
