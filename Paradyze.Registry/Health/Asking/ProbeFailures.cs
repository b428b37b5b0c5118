using System.Net.Sockets;
using System.Security.Authentication;
using Grpc.Core;
using Paradyze.Discovery;
using Paradyze.Registry.Health.Policy;

namespace Paradyze.Registry.Health.Asking;

/// <summary>Puts what went wrong in a probe in plain words. What the other side sent is not among them.</summary>
internal static class ProbeFailures
{
    /// <param name="exception">What went wrong.</param>
    /// <param name="type">How was asked.</param>
    /// <returns>The report; <see langword="null"/> for what is no failure of the other side.</returns>
    public static ProbeReport? Describe(Exception exception, HealthCheckType type)
    {
        // A cause says more than a symptom: the layers above it only say that they could not go on.
        var layers = Layers(exception).ToList();
        return layers.Select(Cause).FirstOrDefault(report => report is not null) ?? layers.Select(layer => Symptom(layer, type)).FirstOrDefault(report => report is not null);
    }

    private static IEnumerable<Exception> Layers(Exception exception)
    {
        // A gRPC status stands above what led to it only where none was answered.
        if (exception is RpcException { Status.DebugException: { } below }) return Layers(below);
        return exception.InnerException is { } inner ? Layers(inner).Prepend(exception) : [exception];
    }

    private static ProbeReport? Symptom(Exception e, HealthCheckType type) => e switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } => Closed,
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => ProbeReport.Fail("answered with more headers than are read", "protocol"),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => Tls,
        HttpRequestException or HttpIOException or HttpProtocolException =>
            ProbeReport.Fail($"answered something that is not {(type is HealthCheckType.Grpc ? "HTTP/2" : "HTTP")}", "protocol"),
        IOException => Closed,
        RpcException { StatusCode: StatusCode.Unimplemented } => ProbeReport.Fail("does not know grpc.health.v1.Health", "unimplemented"),
        RpcException { StatusCode: StatusCode.NotFound } => ProbeReport.Fail("does not know the service that is asked for", "not_found"),
        // What the client says of an answer of HTTP/2 that is none of gRPC: the probe itself has not cancelled it.
        RpcException { StatusCode: StatusCode.Cancelled } => ProbeReport.Fail("answered something that is not gRPC", "protocol"),
        RpcException { StatusCode: var status } => ProbeReport.Fail($"answered the gRPC status {status}", "grpc"),
        _ => null,
    };

    private static ProbeReport Closed => ProbeReport.Fail("closed the connection without an answer", "closed");

    private static ProbeReport Tls => ProbeReport.Fail("failed the TLS handshake", "tls");

    private static ProbeReport? Cause(Exception e) => e switch
    {
        ProbeRefusedException refused => ProbeReport.Fail(refused.Message, "policy"),
        AuthenticationException => Tls,
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => ProbeReport.Fail("refused the connection", "refused"),
        SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown } => Closed,
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery } =>
            ProbeReport.Fail("has a host name that does not resolve", "dns"),
        SocketException { SocketErrorCode: SocketError.TimedOut } => ProbeReport.Fail("did not take the connection", "timeout"),
        SocketException => ProbeReport.Fail("cannot be reached", "unreachable"),
        _ => null,
    };
}
