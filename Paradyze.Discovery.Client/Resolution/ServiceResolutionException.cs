namespace Paradyze.Discovery.Client;

/// <summary>No endpoint of a service may be called.</summary>
public abstract class ServiceResolutionException : Exception
{
    private protected ServiceResolutionException(string serviceName, string message, Exception? innerException = null)
        : base(message, innerException) => ServiceName = serviceName;

    /// <summary>Gets the service's name.</summary>
    public string ServiceName { get; }
}
