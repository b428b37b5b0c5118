using System.Net;
using System.Net.Sockets;

namespace Paradyze.Registry.Health.Policy;

/// <summary>
/// Makes every connection of every probe. The addresses that are judged are those that are connected to: a name is looked up once,
/// so that it cannot mean one host when it is judged and another when it is called.
/// </summary>
internal sealed class ProbeConnector(ProbePolicy policy, IHostLookup lookup)
{
    /// <exception cref="ProbeRefusedException">No address of the host may be probed.</exception>
    /// <exception cref="SocketException">None can be connected to, or the name has none.</exception>
    public async Task<Socket> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        SocketException? failure = null;
        foreach (var allowed in await AllowedAsync(host, cancellationToken))
        {
            // A socket of IPv6 alone does not reach it in that spelling.
            var address = allowed.IsIPv4MappedToIPv6 ? allowed.MapToIPv4() : allowed;
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(address, port, cancellationToken);
                if (IsFrom(address, port, socket)) throw new SocketException((int)SocketError.ConnectionRefused);
                return socket;
            }
            catch (SocketException e)
            {
                socket.Dispose();
                failure = e;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw failure ?? new SocketException((int)SocketError.HostNotFound);
    }

    // Where nobody listens, the system may take the very port that is asked as the one to ask from: the socket then answers itself.
    // The other end is known, and not asked of the socket, which the other side may have reset meanwhile.
    private static bool IsFrom(IPAddress address, int port, Socket socket) =>
        socket.LocalEndPoint is IPEndPoint local && local.Port == port && local.Address.Equals(address);

    private async Task<List<IPAddress>> AllowedAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return policy.Refusal(literal) is { } refusal
                ? throw new ProbeRefusedException($"leads to {literal}, which {refusal}")
                : [literal];
        }

        string? refused = null;
        var allowed = new List<IPAddress>();
        foreach (var address in await lookup.FindAsync(host, cancellationToken))
        {
            if (policy.Refusal(address) is { } why) refused = why;
            else allowed.Add(address);
        }

        // Which address that is, the name's owner may not want to tell: whoever registered the name knows only that.
        return allowed.Count == 0 && refused is not null ? throw new ProbeRefusedException($"leads to an address that {refused}") : allowed;
    }
}
