using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Paradyze.Discovery.Client.Tests;

/// <summary>
/// A small registry in memory on a real server: epoch and revision, entity tags, paging, heartbeats. It can be stopped and started
/// again at the same port, with its memory or in a new epoch without it, and counts what it is asked.
/// </summary>
internal sealed class FakeRegistry : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SortedDictionary<string, ServiceInstance>> _services = new(ServiceName.Comparer);
    private readonly Dictionary<string, long> _revisions = new(ServiceName.Comparer);
    private readonly ConcurrentDictionary<string, int> _requests = new(StringComparer.Ordinal);
    private WebApplication? _server;
    private int _epoch = 1;
    private long _revision;
    private int _port;
    private volatile TaskCompletionSource? _hold;

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}");

    public string Epoch => string.Create(CultureInfo.InvariantCulture, $"p{_port}e{_epoch}");

    /// <summary>How many services a page of the list has.</summary>
    public int PageSize { get; set; } = 100;

    /// <summary>Whether every answer is a server error.</summary>
    public bool IsFailing { get; set; }

    /// <summary>Which heartbeats come from an instance whose place another one has taken.</summary>
    public Func<Heartbeat, bool>? Supersedes { get; set; }

    public ConcurrentQueue<HeartbeatRequest> Heartbeats { get; } = new();

    public ConcurrentQueue<RegistrationRequest> Registrations { get; } = new();

    public ConcurrentQueue<UnregistrationRequest> Unregistrations { get; } = new();

    public int TotalRequests => _requests.Values.Sum();

    public static async Task<FakeRegistry> StartNewAsync()
    {
        var registry = new FakeRegistry();
        await registry.StartAsync();
        return registry;
    }

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Url);
        _server = builder.Build();
        _server.Use(Observe);
        Map(_server);
        await _server.StartAsync(TestContext.Current.CancellationToken);
        _port = new Uri(_server.Urls.Single()).Port;
    }

    public async Task StopAsync()
    {
        if (_server is null) return;
        await _server.DisposeAsync();
        _server = null;
    }

    /// <summary>Starts a new epoch that remembers nothing, as a registry does whose state was lost.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _epoch++;
            _services.Clear();
            _revisions.Clear();
        }
    }

    public int Requests(string methodAndPath) => _requests.GetValueOrDefault(methodAndPath);

    /// <summary>Lets every request wait until the answer is disposed.</summary>
    public IDisposable Hold()
    {
        _hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return new Release(this);
    }

    public ServiceInstance Put(
        string service, string id, string url, InstanceStatus status = InstanceStatus.Up, string? reason = null,
        Dictionary<string, string>? endpoints = null) =>
        Put(new ServiceInstance
        {
            ServiceName = service,
            InstanceId = id,
            Url = url,
            Status = status,
            StatusReason = reason,
            Endpoints = endpoints,
            RegisteredAt = DateTimeOffset.UnixEpoch,
            Revision = 0,
        });

    public void Remove(string service, string id)
    {
        lock (_gate)
        {
            if (!_services[service].Remove(id)) return;
            if (_services[service].Count == 0) _services.Remove(service);
            _revisions[service] = ++_revision;
        }
    }

    public IReadOnlyList<ServiceInstance> Instances(string service)
    {
        lock (_gate)
        {
            return _services.TryGetValue(service, out var instances) ? [.. instances.Values] : [];
        }
    }

    public async ValueTask DisposeAsync()
    {
        _hold?.TrySetResult();
        await StopAsync();
    }

    private ServiceInstance Put(ServiceInstance instance)
    {
        lock (_gate)
        {
            if (!_services.TryGetValue(instance.ServiceName, out var instances))
                _services[instance.ServiceName] = instances = new(StringComparer.Ordinal);
            return instances[instance.InstanceId] = instance with { Revision = _revisions[instance.ServiceName] = ++_revision };
        }
    }

    private async Task Observe(HttpContext context, RequestDelegate next)
    {
        _requests.AddOrUpdate($"{context.Request.Method} {context.Request.Path}", 1, (_, count) => count + 1);
        if (_hold is { } hold) await hold.Task.WaitAsync(context.RequestAborted);
        if (IsFailing)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return;
        }

        lock (_gate)
        {
            context.Response.Headers[RegistryRoutes.RevisionHeader] = new Revision(Epoch, _revision).ToString();
        }

        await next(context);
    }

    private void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(RegistryRoutes.Alive, () => Results.Ok());
        routes.MapGet(RegistryRoutes.ServiceDetails + "/{service}", GetService);
        routes.MapGet(RegistryRoutes.Services, List);
        routes.MapPost(RegistryRoutes.Register, (Delegate)Register);
        routes.MapPost(RegistryRoutes.Unregister, (Delegate)Unregister);
        routes.MapPost(RegistryRoutes.Heartbeats, (Delegate)Beat);
    }

    private IResult GetService(string service, HttpContext context)
    {
        lock (_gate)
        {
            if (!_services.TryGetValue(service, out var instances))
                return Problem(StatusCodes.Status404NotFound, ErrorCodes.UnknownService, $"No service '{service}' is registered.");
            var revision = new Revision(Epoch, _revisions[service]);
            context.Response.Headers.ETag = revision.ToETag();
            if (context.Request.Headers.IfNoneMatch == revision.ToETag()) return Results.StatusCode(StatusCodes.Status304NotModified);
            var details = new ServiceDetails { ServiceName = service, ServiceRevision = revision.ToString(), Instances = [.. instances.Values] };
            return Results.Json(details, DiscoveryJsonContext.Wire.ServiceDetails);
        }
    }

    private IResult List(HttpContext context, string? prefix, string? after)
    {
        lock (_gate)
        {
            ServiceSummary[] rest =
            [
                .. _services.Where(s => s.Key.StartsWith(prefix ?? "", StringComparison.OrdinalIgnoreCase))
                    .OrderBy(s => s.Key, StringComparer.Ordinal)
                    .SkipWhile(s => after is not null && string.CompareOrdinal(s.Key, after) <= 0)
                    .Select(s => new ServiceSummary
                    {
                        ServiceName = s.Key,
                        Url = s.Value.Values.First().Url,
                        Statuses = s.Value.Values.CountBy(i => i.Status).ToDictionary(),
                        Versions = [],
                        Zones = [],
                        ServiceRevision = new Revision(Epoch, _revisions[s.Key]).ToString(),
                    }),
            ];
            var page = rest[..Math.Min(PageSize, rest.Length)];
            if (page.Length < rest.Length)
                context.Response.Headers.Link = $"<http://registry.example/services?prefix={prefix}&after={page[^1].ServiceName}>; rel=\"next\"";
            return Results.Json(page, DiscoveryJsonContext.Wire.ServiceSummaryArray);
        }
    }

    private async Task<IResult> Register(HttpContext context)
    {
        var request = (await context.Request.ReadFromJsonAsync(DiscoveryJsonContext.Wire.RegistrationRequest, context.RequestAborted))!;
        Registrations.Enqueue(request);
        if (!Uri.TryCreate(request.Url, UriKind.Absolute, out var url))
            return Problem(StatusCodes.Status400BadRequest, ErrorCodes.InvalidInput, "The input has 1 fault.", new InputFault("/url", "It must be absolute."));
        var instance = Put(new ServiceInstance
        {
            ServiceName = request.ServiceName,
            InstanceId = request.InstanceId ?? InstanceId.Derive(url),
            Generation = request.Generation,
            Url = request.Url,
            Health = request.Health,
            Metadata = request.Metadata,
            LeaseSeconds = request.LeaseSeconds,
            Endpoints = request.Endpoints,
            Status = InstanceStatus.Up,
            RegisteredAt = DateTimeOffset.UnixEpoch,
            Revision = 0,
        });
        return Results.Json(instance, DiscoveryJsonContext.Wire.ServiceInstance, statusCode: StatusCodes.Status201Created);
    }

    private async Task<IResult> Unregister(HttpContext context)
    {
        var request = (await context.Request.ReadFromJsonAsync(DiscoveryJsonContext.Wire.UnregistrationRequest, context.RequestAborted))!;
        Unregistrations.Enqueue(request);
        ServiceInstance[] meant =
        [
            .. Instances(request.ServiceName).Where(i =>
                (request.InstanceId is null || request.InstanceId == i.InstanceId) && (request.Url is null || request.Url == i.Url)),
        ];
        if (meant.Length == 0) return Problem(StatusCodes.Status404NotFound, ErrorCodes.UnknownInstance, "There is nothing to remove.");
        if (meant.Length > 1 && request.All != true) return Problem(StatusCodes.Status409Conflict, ErrorCodes.Ambiguous, "Several instances could be meant.");
        foreach (var instance in meant)
        {
            Remove(request.ServiceName, instance.InstanceId);
        }

        var answer = new UnregistrationResponse { ServiceName = request.ServiceName, Removed = meant };
        return Results.Json(answer, DiscoveryJsonContext.Wire.UnregistrationResponse);
    }

    private async Task<IResult> Beat(HttpContext context)
    {
        var request = (await context.Request.ReadFromJsonAsync(DiscoveryJsonContext.Wire.HeartbeatRequest, context.RequestAborted))!;
        Heartbeats.Enqueue(request);
        var superseded = request.Instances.Where(i => Supersedes?.Invoke(i) == true).ToArray();
        var unknown = request.Instances.Except(superseded).Where(i => Instances(i.ServiceName).All(known => known.InstanceId != i.InstanceId));
        var answer = new HeartbeatResponse { Unknown = [.. unknown.Select(Key)], Superseded = [.. superseded.Select(Key)] };
        return Results.Json(answer, DiscoveryJsonContext.Wire.HeartbeatResponse);

        static InstanceKey Key(Heartbeat beat) => new(beat.ServiceName, beat.InstanceId);
    }

    private static IResult Problem(int status, string code, string detail, params InputFault[] errors) =>
        Results.Json(
            new RegistryProblem { Title = code, Status = status, Code = code, Detail = detail, Errors = errors },
            DiscoveryJsonContext.Wire.RegistryProblem,
            RegistryProblem.MediaType,
            status);

    private sealed class Release(FakeRegistry registry) : IDisposable
    {
        public void Dispose()
        {
            registry._hold?.TrySetResult();
            registry._hold = null;
        }
    }
}
