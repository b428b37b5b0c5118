namespace Paradyze.Discovery.Client;

/// <summary>
/// The endpoints that the attempts at one request have tried, so that a retry or a hedge goes elsewhere. It travels with the
/// request and all its copies. Safe for concurrent use.
/// </summary>
public sealed class TriedEndpoints
{
    /// <summary>Where it travels in <see cref="HttpRequestMessage.Options"/>.</summary>
    public static readonly HttpRequestOptionsKey<TriedEndpoints> RequestKey = new("Paradyze.Discovery.TriedEndpoints");

    private readonly List<Uri> _urls = [];

    /// <summary>Remembers that the endpoint is being tried.</summary>
    /// <param name="endpoint">The endpoint.</param>
    public void Add(ResolvedEndpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        lock (_urls)
        {
            _urls.Add(endpoint.Url);
        }
    }

    /// <summary>Whether the endpoint's url has been tried.</summary>
    /// <param name="endpoint">The endpoint.</param>
    public bool Contains(ResolvedEndpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        lock (_urls)
        {
            return _urls.Contains(endpoint.Url);
        }
    }
}
