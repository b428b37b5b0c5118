using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Paradyze.Discovery.Client;

namespace Products;

/// <summary>Which replica this is: its id in the registry when it chose one, else the address it listens on.</summary>
internal sealed class InstanceName(IOptions<SelfRegistrationOptions> registration, IServer server)
{
    public string Value => registration.Value.InstanceId ?? server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
}
