using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Paradyze.LocalHosting.ApplicationModel;

namespace Paradyze.LocalHosting.Ports;

/// <summary>Gives endpoints their ports: the fixed one where the app model names it, else a free one given to no other.</summary>
internal sealed class PortAllocator(bool ignoreFixedPorts)
{
    private const int First = 20_000;
    private const int AfterLast = 30_000;
    private const int Attempts = 200;

    // Of all applications in this process: tests run several, and a port that was given is not bound until its process is up.
    private static readonly ConcurrentDictionary<int, byte> Given = new();

    /// <summary>Gets a value indicating whether nothing here listens on a port that somebody has chosen.</summary>
    public bool IgnoresFixedPorts => ignoreFixedPorts;

    /// <summary>Gives every endpoint of a resource a port for each replica.</summary>
    /// <exception cref="DistributedApplicationException">A fixed port is taken, or meant for several replicas.</exception>
    public void Allocate(Resource resource)
    {
        foreach (var endpoint in resource.Endpoints)
        {
            endpoint.Allocate(IsFixed(resource, endpoint, out var port)
                ? [RequireFree(resource, endpoint, port)]
                : [.. Enumerable.Range(0, resource.Replicas).Select(_ => NextFree())]);
        }
    }

    /// <summary>Gives a replica whose private ports were taken by somebody else, between trial and use, new ones.</summary>
    /// <returns>Whether there was such a port.</returns>
    public bool ReplaceTaken(Resource resource, int replica)
    {
        var taken = resource.Endpoints.FindAll(endpoint => !IsFixed(resource, endpoint, out _) && !IsFree(endpoint.Port(replica)));
        taken.ForEach(endpoint => endpoint.Reallocate(replica, NextFree()));
        return taken.Count > 0;
    }

    public static bool IsFree(int port) =>
        CanBind(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || CanBind(IPAddress.IPv6Loopback, port));

    // One port cannot serve several processes without a proxy, so that replicas never get the fixed one.
    private bool IsFixed(Resource resource, ResourceEndpoint endpoint, out int port)
    {
        port = endpoint.FixedPort ?? 0;
        return endpoint.FixedPort is not null && !ignoreFixedPorts && resource.Replicas == 1;
    }

    private static int RequireFree(Resource resource, ResourceEndpoint endpoint, int port) => IsFree(port)
        ? port
        : throw new DistributedApplicationException(
            $"Port {port} of resource '{resource.Name}' (endpoint '{endpoint.Name}') is already in use{PortHolder.Describe(port)}. "
            + "Stop that process, or give the endpoint another port in the app model.");

    private static int NextFree()
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var port = Random.Shared.Next(First, AfterLast);
            if (Given.TryAdd(port, 0) && IsFree(port)) // in this order: a trial would be in the way of the process that was given the port
                return port;
        }

        throw new DistributedApplicationException($"None of {Attempts} ports tried between {First} and {AfterLast - 1} is free.");
    }

    private static bool CanBind(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen();
            return true;
        }
        catch (SocketException fault)
        {
            // Without IPv6 on loopback there is nothing to be in the way there.
            return fault.SocketErrorCode == SocketError.AddressNotAvailable;
        }
    }
}
