using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Paradyze.Discovery;
using Paradyze.Registry.Health.Asking;
using HealthImpl = Grpc.Health.V1.Health.HealthBase;

namespace Paradyze.Registry.Tests.Health.Asking;

public sealed class GrpcProbeTests : IAsyncLifetime
{
    private readonly Asker _asker = new();
    private readonly TaskCompletionSource _hungUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication _server = null!;
    private volatile RequestDelegate? _instead;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.Use(next => async connection =>
            {
                await next(connection);
                _hungUp.TrySetResult();
            });
        }));
        builder.Services.AddGrpc();
        _server = builder.Build();
        _server.Use((context, next) => _instead is { } instead ? instead(context) : next(context));
        _server.MapGrpcService<Served>();
        await _server.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _asker.Dispose();
        await _server.DisposeAsync();
    }

    private Task<ProbeReport> CheckAsync(string service, string? url = null, int timeout = 10_000) =>
        _asker.AskAsync(Asker.Check(HealthCheckType.Grpc, url ?? _server.Urls.Single(), timeout, service));

    [Theory]
    [InlineData("", "answered SERVING", null)]
    [InlineData("down", "answered NOT_SERVING", "not_serving")]
    [InlineData("odd", "answered UNKNOWN", "unknown")]
    [InlineData("nobody", "does not know the service that is asked for", "not_found")]
    [InlineData("broken", "answered the gRPC status Internal", "grpc")]
    [InlineData("agent", "answered SERVING", null)]
    public async Task Ask_Status_IsTheVerdict(string service, string detail, string? errorType)
    {
        Assert.Equal(new ProbeReport(errorType is null, detail, errorType), await CheckAsync(service));

        // Each probe has a connection of its own, as a first one has.
        Assert.Equal(new ProbeReport(errorType is null, detail, errorType), await CheckAsync(service));
    }

    [Fact]
    public async Task Ask_HangingServer_IsCutOffByTime() =>
        Assert.Equal(ProbeReport.Fail("did not answer within 300ms", "timeout"), await CheckAsync("slow", timeout: 300));

    [Fact]
    public async Task Ask_ServerThatAcceptsAndSaysNothing_IsCutOffByTime()
    {
        await using var server = new RawServer((_, token) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token));
        Assert.Equal(ProbeReport.Fail("did not answer within 300ms", "timeout"), await CheckAsync("", $"http://127.0.0.1:{server.Port}", timeout: 300));
    }

    [Fact]
    public async Task Ask_MessageLongerThanIsRead_IsNotWaitedFor()
    {
        _instead = async context =>
        {
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(new byte[] { 0, 0x04, 0, 0, 0, 1 }, context.RequestAborted);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        };
        Assert.Equal(ProbeReport.Fail("answered the gRPC status ResourceExhausted", "grpc"), await CheckAsync(""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    public async Task Ask_Answered_HangsUp(string service)
    {
        await CheckAsync(service);
        await _hungUp.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Ask_ServerOfHttp1_IsSaid()
    {
        await using var server = RawServer.Answering("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        Assert.Equal(ProbeReport.Fail("answered something that is not HTTP/2", "protocol"), await CheckAsync("", $"http://127.0.0.1:{server.Port}"));
    }

    [Fact]
    public async Task Ask_ServerOfHttp2WithoutGrpc_IsSaid()
    {
        _instead = context => context.Response.WriteAsync("A page.", context.RequestAborted);
        Assert.Equal(ProbeReport.Fail("answered something that is not gRPC", "protocol"), await CheckAsync(""));
    }

    [Fact]
    public async Task Ask_NobodyListens_IsRefused()
    {
        int port;
        await using (var server = RawServer.Answering("")) port = server.Port;
        Assert.Equal(ProbeReport.Fail("refused the connection", "refused"), await CheckAsync("", $"http://127.0.0.1:{port}"));
    }

    private sealed class Served : HealthImpl
    {
        public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
        {
            if (request.Service == "slow") await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.CancellationToken);
            return new HealthCheckResponse
            {
                Status = request.Service switch
                {
                    "" => HealthCheckResponse.Types.ServingStatus.Serving,
                    "agent" when context.RequestHeaders.GetValue("user-agent") == "Paradyze-Registry/0.1.0 (health probe)" => HealthCheckResponse.Types.ServingStatus.Serving,
                    "down" => HealthCheckResponse.Types.ServingStatus.NotServing,
                    "odd" => HealthCheckResponse.Types.ServingStatus.Unknown,
                    "broken" => throw new RpcException(new Status(StatusCode.Internal, "secret")),
                    _ => throw new RpcException(new Status(StatusCode.NotFound, "secret")),
                },
            };
        }
    }
}
