using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Paradyze.Testing.Telemetry;

/// <summary>An OTLP endpoint over gRPC, the protocol that exporters take unless told otherwise. It keeps what it is sent.</summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private const int PrefixLength = 5; // gRPC over HTTP/2: a byte that says whether the message is compressed, four of its length
    private const string Route = "/opentelemetry.proto.collector.{signal}.v1.{service}/Export";

    private static readonly byte[] s_emptyMessage = new byte[PrefixLength];

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Signal, ReadOnlyMemory<byte> Message)> _received = [];

    private OtlpReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2));
        _app = builder.Build();
        _app.MapPost(Route, ReceiveAsync);
    }

    public string Url => _app.Urls.Single();

    /// <summary>The spans received so far.</summary>
    public IEnumerable<OtlpSpan> Spans => _received.Where(request => request.Signal == "trace").SelectMany(request => OtlpSpan.Read(request.Message));

    public static async Task<OtlpReceiver> StartAsync(CancellationToken cancellationToken)
    {
        var receiver = new OtlpReceiver();
        await receiver._app.StartAsync(cancellationToken);
        return receiver;
    }

    /// <summary>All messages of a signal (<c>trace</c>, <c>metrics</c>, <c>logs</c>) as Latin-1, so that their strings can be searched.</summary>
    public string Received(string signal) =>
        string.Concat(_received.Where(request => request.Signal == signal).Select(request => Encoding.Latin1.GetString(request.Message.Span)));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(string signal, HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        _received.Enqueue((signal, Message(body.ToArray())));
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(s_emptyMessage, context.RequestAborted);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    private static ReadOnlyMemory<byte> Message(byte[] body)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(1));
        return body[0] == 0 && body.Length == PrefixLength + length
            ? body.AsMemory(PrefixLength)
            : throw new InvalidDataException($"A body of {body.Length} bytes is not one uncompressed message of {length} bytes.");
    }
}
