using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Paradyze.Discovery;

namespace Paradyze.Registry.Catalog;

/// <summary>
/// What <c>GET /services/{name}</c> answers, but for the instance whose turn it is: that one's members come first, then what is
/// shared by all.
/// </summary>
internal sealed class ServiceAnswer(Revision revision, ImmutableArray<RegisteredInstance> serving)
{
    private readonly byte[] _shared = Join(revision, serving);
    private volatile bool _wasRead = true;

    public int LengthWith(RegisteredInstance picked) => picked.OpenUtf8.Length + _shared.Length;

    public void WriteTo(IBufferWriter<byte> writer, RegisteredInstance picked)
    {
        // Written only when it changes: readers on many cores would fight for the line.
        if (!_wasRead) _wasRead = true;
        writer.Write(picked.OpenUtf8);
        writer.Write(_shared);
    }

    public bool WasReadSinceLastLook()
    {
        var wasRead = _wasRead;
        _wasRead = false;
        return wasRead;
    }

    // An object without its first brace: the instance whose turn it is brings that.
    private static byte[] Join(Revision revision, ImmutableArray<RegisteredInstance> serving)
    {
        var text = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(text, new JsonWriterOptions { SkipValidation = true });
        writer.WriteStartObject();
        writer.WriteString("serviceRevision"u8, revision.ToString());
        writer.WriteInstances("instances"u8, serving);
        writer.WriteEndObject();
        writer.Flush();
        return [(byte)',', .. text.WrittenSpan[1..]];
    }
}
