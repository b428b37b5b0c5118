using System.Collections.Concurrent;
using System.Text.Json;

namespace Paradyze.Discovery.Client;

/// <summary>The registry in four calls: register, unregister, find one service, list all.</summary>
public sealed class ServiceDiscoveryClient
{
    private readonly ConcurrentDictionary<string, ServiceInstance> _registered = new(ServiceName.Comparer);
    private readonly RegistryApi _registry;
    private readonly ServiceResolver _resolver;

    internal ServiceDiscoveryClient(RegistryApi registry, ServiceResolver resolver) => (_registry, _resolver) = (registry, resolver);

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
        RegisterServiceAsync(
            new RegistrationRequest { ServiceName = serviceName, Url = url, Metadata = ToJson(metadata) }, cancellationToken);

    /// <summary>Registers an instance with everything that a registration can say.</summary>
    /// <param name="registration">The registration.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The instance as the registry keeps it.</returns>
    /// <exception cref="RegistryException">The registry refused, or none could be reached.</exception>
    public async Task<ServiceInstance> RegisterServiceAsync(RegistrationRequest registration, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(registration);
        var instance = await _registry.RegisterAsync(registration, cancellationToken);
        _registered[instance.ServiceName] = instance;
        return instance;
    }

    /// <summary>
    /// Removes the instance that this client registered last under the name; where it registered none, the only one there is.
    /// </summary>
    /// <param name="serviceName">The service's name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What was removed; empty when there was nothing.</returns>
    /// <exception cref="RegistryException">The registry refused (several instances could be meant), or none could be reached.</exception>
    public async Task<IReadOnlyList<ServiceInstance>> UnregisterServiceAsync(string serviceName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(serviceName);
        var own = _registered.GetValueOrDefault(serviceName);
        var request = new UnregistrationRequest { ServiceName = serviceName, InstanceId = own?.InstanceId, Generation = own?.Generation };
        var removed = await UnregisterServiceAsync(request, cancellationToken);
        if (own is not null) _registered.TryRemove(KeyValuePair.Create(serviceName, own));
        return removed;
    }

    /// <summary>Removes the instances that the request means.</summary>
    /// <param name="request">Which instances.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What was removed; empty when there was nothing.</returns>
    /// <exception cref="RegistryException">The registry refused (several instances could be meant), or none could be reached.</exception>
    public Task<IReadOnlyList<ServiceInstance>> UnregisterServiceAsync(
        UnregistrationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _registry.UnregisterAsync(request, cancellationToken);
    }

    /// <summary>Finds the url of one instance that may be called, asking every source in turn, see <see cref="ResolutionSource"/>.</summary>
    /// <param name="serviceName">The service's name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException"><paramref name="serviceName"/> does not follow <see cref="ServiceName.Rule"/>.</exception>
    /// <exception cref="ServiceResolutionException">No endpoint may be called; see its subclasses.</exception>
    public async ValueTask<Uri> GetServiceUrlAsync(string serviceName, CancellationToken cancellationToken = default) =>
        (await _resolver.ResolveAsync(serviceName, cancellationToken)).Url;

    /// <summary>Lists every registered service, or those whose names begin with a prefix.</summary>
    /// <param name="prefix">What the names begin with, without case; <see langword="null"/> for all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="RegistryException">The registry refused, or none could be reached.</exception>
    public Task<IReadOnlyList<ServiceSummary>> ListServicesAsync(string? prefix = null, CancellationToken cancellationToken = default) =>
        _registry.ListAsync(prefix, cancellationToken);

    private static RawJson? ToJson(object? metadata) => metadata switch
    {
        null => null,
        RawJson raw => raw,
        JsonElement element => RawJson.From(element),
        _ => RawJson.From(JsonSerializer.SerializeToElement(metadata, JsonSerializerOptions.Web)),
    };
}
