namespace Paradyze.Discovery.Client;

/// <summary>The registry in four calls: register, unregister, find one service, list all.</summary>
public sealed class ServiceDiscoveryClient
{
    internal ServiceDiscoveryClient()
    {
    }

    /// <summary>
    /// Registers an instance without a lease: the registry probes it. A process registers itself better by
    /// <c>AddParadyzeSelfRegistration</c>, which keeps a lease and ends with the process.
    /// </summary>
    /// <param name="serviceName">The service's name, see <see cref="ServiceName"/>.</param>
    /// <param name="url">Where the instance is called: an absolute http or https url.</param>
    /// <param name="metadata">Anything that serializes to a JSON object, a <see cref="RawJson"/> included; kept as it is.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The instance as the registry keeps it.</returns>
    /// <exception cref="RegistryException">The registry refused, or none could be reached.</exception>
    public Task<ServiceInstance> RegisterServiceAsync(
        string serviceName, string url, object? metadata = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException(serviceName);

    /// <summary>Registers an instance with everything that a registration can say.</summary>
    /// <param name="registration">The registration.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The instance as the registry keeps it.</returns>
    /// <exception cref="RegistryException">The registry refused, or none could be reached.</exception>
    public Task<ServiceInstance> RegisterServiceAsync(RegistrationRequest registration, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException(registration.ServiceName);

    /// <summary>
    /// Removes the instance that this client registered last under the name; where it registered none, the only one there is.
    /// </summary>
    /// <param name="serviceName">The service's name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What was removed; empty when there was nothing.</returns>
    /// <exception cref="RegistryException">The registry refused (several instances could be meant), or none could be reached.</exception>
    public Task<IReadOnlyList<ServiceInstance>> UnregisterServiceAsync(string serviceName, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException(serviceName);

    /// <summary>Removes the instances that the request means.</summary>
    /// <param name="request">Which instances.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What was removed; empty when there was nothing.</returns>
    /// <exception cref="RegistryException">The registry refused (several instances could be meant), or none could be reached.</exception>
    public Task<IReadOnlyList<ServiceInstance>> UnregisterServiceAsync(
        UnregistrationRequest request, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException(request.ServiceName);

    /// <summary>Finds the url of one instance that may be called, asking every source in turn, see <see cref="ResolutionSource"/>.</summary>
    /// <param name="serviceName">The service's name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ServiceResolutionException">No endpoint may be called; see its subclasses.</exception>
    public ValueTask<Uri> GetServiceUrlAsync(string serviceName, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException(serviceName);

    /// <summary>Lists every registered service, or those whose names begin with a prefix.</summary>
    /// <param name="prefix">What the names begin with, without case; <see langword="null"/> for all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="RegistryException">The registry refused, or none could be reached.</exception>
    public Task<IReadOnlyList<ServiceSummary>> ListServicesAsync(string? prefix = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException(prefix);
}
