namespace Paradyze.Discovery;

/// <summary>The registry's address, paths and header names.</summary>
public static class RegistryRoutes
{
    /// <summary>The port that a registry listens on when nothing else is said: 3999.</summary>
    public const int DefaultPort = 3999;

    /// <summary><c>POST</c>: registers an instance.</summary>
    public const string Register = "/register";

    /// <summary><c>POST</c>: removes an instance.</summary>
    public const string Unregister = "/unregister";

    /// <summary><c>GET</c>: lists the services.</summary>
    public const string Services = "/services";

    /// <summary><c>GET</c>: whether the registry can serve and commit.</summary>
    public const string Health = "/health";

    /// <summary><c>GET</c>: whether the process runs.</summary>
    public const string Alive = "/alive";

    /// <summary><c>POST</c>: signs of life.</summary>
    public const string Heartbeats = "/v1/heartbeats";

    /// <summary><c>GET</c>: where the registry doubts itself, see <see cref="ServiceGuard"/>.</summary>
    public const string Guards = "/v1/guards";

    /// <summary>
    /// <c>GET</c>: every instance of a service, below this path. Below that, <c>/instances/{id}</c> registers (<c>PUT</c>) and removes
    /// (<c>DELETE</c>) one, <c>/instances/{id}/status</c> sets its status (<c>PUT</c>), and <c>/instances/{id}/checks</c> says how it is
    /// probed and what came of it (<c>GET</c>).
    /// </summary>
    public const string ServiceDetails = "/v1/services";

    /// <summary>The header that names the revision an answer was made at.</summary>
    public const string RevisionHeader = "Registry-Revision";
}
