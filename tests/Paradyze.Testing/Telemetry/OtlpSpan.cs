using System.Text;

namespace Paradyze.Testing.Telemetry;

/// <summary>What tests ask of a span.</summary>
/// <param name="Service">The attribute <c>service.name</c> of the resource that it came from.</param>
/// <param name="TraceId">32 hexadecimal digits.</param>
/// <param name="IsServer">Whether it is the serving of a request.</param>
/// <param name="Name">The span's name.</param>
public sealed record OtlpSpan(string Service, string TraceId, bool IsServer, string Name)
{
    private const ulong ServerKind = 2;

    /// <summary>Reads an <c>ExportTraceServiceRequest</c>. The numbers are those of opentelemetry-proto's trace.proto and resource.proto.</summary>
    public static IEnumerable<OtlpSpan> Read(ReadOnlyMemory<byte> request) =>
        from resourceSpans in ProtobufMessage.Read(request).Messages(1)
        let service = ServiceName(resourceSpans.Messages(1).Single())
        from scopeSpans in resourceSpans.Messages(2)
        from span in scopeSpans.Messages(2)
        select new OtlpSpan(service, Convert.ToHexStringLower(span.Bytes(1).Span), span.Number(6) == ServerKind, Text(span, 5));

    private static string ServiceName(ProtobufMessage resource) =>
        resource.Messages(1).Where(attribute => Text(attribute, 1) == "service.name").Select(attribute => Text(attribute.Messages(2).Single(), 1)).Single();

    private static string Text(ProtobufMessage message, int field) => Encoding.UTF8.GetString(message.Bytes(field).Span);
}
