using System.Globalization;

namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>Points at an endpoint of a resource before its port is known.</summary>
public sealed class EndpointReference
{
    private readonly Resource _owner;

    internal EndpointReference(IResourceWithEndpoints owner, string endpointName)
    {
        Resource = owner;
        EndpointName = endpointName;
        _owner = (Resource)owner;
    }

    /// <summary>Gets the resource that offers the endpoint.</summary>
    public IResourceWithEndpoints Resource { get; }

    /// <summary>Gets the endpoint's name.</summary>
    public string EndpointName { get; }

    /// <summary>Gets a value indicating whether the port is known, which it is once the application has been started.</summary>
    public bool IsAllocated => Endpoint.IsAllocated;

    /// <summary>Gets the port.</summary>
    /// <exception cref="InvalidOperationException">The application has not been started.</exception>
    public int Port => Allocated.Port(0);

    /// <summary>Gets the host, always <c>localhost</c>.</summary>
    public string Host => "localhost";

    /// <summary>Gets the scheme, <c>http</c> or <c>https</c>.</summary>
    public string Scheme => Endpoint.Scheme;

    /// <summary>Gets the address, without a slash at its end.</summary>
    /// <exception cref="InvalidOperationException">The application has not been started.</exception>
    public string Url => string.Create(CultureInfo.InvariantCulture, $"{Scheme}://{Host}:{Port}");

    private ResourceEndpoint Endpoint => _owner.RequireEndpoint(EndpointName);

    private ResourceEndpoint Allocated => Endpoint is { IsAllocated: true } endpoint
        ? endpoint
        : throw new InvalidOperationException(
            $"Endpoint '{EndpointName}' of resource '{Resource.Name}' has no port yet: ports are given when the application is started.");
}
