using System.Net;

namespace Paradyze.Registry.Health.Policy;

/// <summary>Finds the addresses of a host.</summary>
internal interface IHostLookup
{
    /// <exception cref="System.Net.Sockets.SocketException">There are none.</exception>
    Task<IPAddress[]> FindAsync(string host, CancellationToken cancellationToken);
}
