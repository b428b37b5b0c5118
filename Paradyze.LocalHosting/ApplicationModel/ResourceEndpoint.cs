namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>
/// A port that a resource listens on. There are no proxies: it is the process's own, each replica has another, and a reference to the
/// endpoint of a replicated resource means its first replica.
/// </summary>
internal sealed class ResourceEndpoint(string name, string scheme, int? fixedPort, string? environmentVariable)
{
    private int[] _ports = [];

    public string Name { get; } = name;

    public string Scheme { get; } = scheme;

    public int? FixedPort { get; set; } = fixedPort;

    /// <summary>Gets the variable that tells the process its port. Without one, the port goes into ASPNETCORE_URLS.</summary>
    public string? EnvironmentVariable { get; } = environmentVariable;

    public bool IsAllocated => _ports.Length > 0;

    public void Allocate(IEnumerable<int> ports) => _ports = [.. ports];

    public void Reallocate(int replica, int port) => _ports[replica] = port;

    public int Port(int replica) => _ports[replica];

    public string Url(int replica) => $"{Scheme}://localhost:{Port(replica)}";
}
