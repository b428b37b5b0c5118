using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Paradyze.Discovery.Client;

namespace Paradyze.ServiceDefaults;

/// <summary>The addresses of the web server, known once it has started.</summary>
internal sealed class ServerAddresses(IServer server) : IListeningAddresses
{
    public IReadOnlyCollection<string> Read() => [.. server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []];
}
