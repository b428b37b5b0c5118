using System.Net;

namespace Paradyze.Discovery.Client;

/// <summary>All addresses of the network interface that has this one, in the system's order. Tests give their own.</summary>
internal delegate IReadOnlyList<IPAddress> InterfaceAddresses(IPAddress local);
