using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Paradyze.Discovery.Client;

/// <summary>The registry's calls, typed.</summary>
internal sealed class RegistryApi(RegistryConnection connection)
{
    private const int PageSize = 500;

    private static DiscoveryJsonContext Wire => DiscoveryJsonContext.Wire;

    public async Task<ServiceInstance> RegisterAsync(RegistrationRequest registration, CancellationToken cancellationToken)
    {
        var reply = await PostAsync("register", RegistryRoutes.Register, registration, Wire.RegistrationRequest, cancellationToken);
        return reply.Read(Wire.ServiceInstance);
    }

    /// <summary>Removes instances; what was removed, empty when there was nothing.</summary>
    public async Task<IReadOnlyList<ServiceInstance>> UnregisterAsync(UnregistrationRequest request, CancellationToken cancellationToken)
    {
        var reply = await PostAsync("unregister", RegistryRoutes.Unregister, request, Wire.UnregistrationRequest, cancellationToken);
        if (reply.Status == HttpStatusCode.NotFound && reply.Problem()?.Code is ErrorCodes.UnknownService or ErrorCodes.UnknownInstance) return [];
        return reply.Read(Wire.UnregistrationResponse).Removed;
    }

    public async Task<HeartbeatResponse> HeartbeatAsync(HeartbeatRequest request, CancellationToken cancellationToken)
    {
        var reply = await PostAsync("heartbeat", RegistryRoutes.Heartbeats, request, Wire.HeartbeatRequest, cancellationToken);
        return reply.Read(Wire.HeartbeatResponse);
    }

    /// <summary>Lists the services, page by page.</summary>
    public async Task<IReadOnlyList<ServiceSummary>> ListAsync(string? prefix, CancellationToken cancellationToken)
    {
        var services = new List<ServiceSummary>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var path = string.Create(CultureInfo.InvariantCulture, $"{RegistryRoutes.Services}?limit={PageSize}");
        if (prefix is not null) path += $"&prefix={Uri.EscapeDataString(prefix)}";
        for (string? next = path; next is not null && seen.Add(next);)
        {
            var reply = await connection.SendAsync(new RegistryCall("list", HttpMethod.Get, next), cancellationToken);
            services.AddRange(reply.Read(Wire.ServiceSummaryArray));
            next = LinkHeader.Next(reply, next);
        }

        return services;
    }

    /// <summary>Asks for every instance of a service.</summary>
    /// <param name="serviceName">The service's name.</param>
    /// <param name="etag">The entity tag of an earlier answer, to be told only of a change.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<RegistryAnswer> GetServiceAsync(string serviceName, string? etag, CancellationToken cancellationToken)
    {
        var call = new RegistryCall("get", HttpMethod.Get, $"{RegistryRoutes.ServiceDetails}/{serviceName}") { IfNoneMatch = etag };
        var reply = await connection.SendAsync(call, cancellationToken);

        // Whatever else may answer at this address, only a registry names its revision: a 404 of something else says nothing.
        if (reply.Revision is not { } revision) throw reply.ToException();
        return reply.Status switch
        {
            HttpStatusCode.NotModified => new UnchangedService(revision.Epoch),
            HttpStatusCode.NotFound => new UnknownService(revision.Epoch),
            _ => new KnownService(revision.Epoch, reply.ETag, reply.Read(Wire.ServiceDetails)),
        };
    }

    /// <summary>Makes a connection, so that the local address that reaches the registry is known.</summary>
    public Task ReachAsync(CancellationToken cancellationToken) =>
        connection.SendAsync(new RegistryCall("reach", HttpMethod.Get, RegistryRoutes.Alive), cancellationToken);

    private Task<RegistryReply> PostAsync<T>(
        string operation, string path, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        connection.SendAsync(
            new RegistryCall(operation, HttpMethod.Post, path) { Json = JsonSerializer.SerializeToUtf8Bytes(body, type) }, cancellationToken);
}
