namespace Paradyze.Testing.Telemetry;

/// <summary>The fields of a message by their numbers (protobuf.dev/programming-guides/encoding): enough to look into one without its schema.</summary>
internal sealed class ProtobufMessage
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int LengthDelimited = 2;
    private const int Fixed32 = 5;

    private readonly List<(int Field, ulong Number, ReadOnlyMemory<byte> Bytes)> _fields = [];

    public static ProtobufMessage Read(ReadOnlyMemory<byte> bytes)
    {
        var message = new ProtobufMessage();
        while (bytes.Length > 0)
        {
            var tag = ReadVarint(ref bytes);
            var wireType = (int)(tag & 7);
            var number = wireType == Varint ? ReadVarint(ref bytes) : 0;
            var length = wireType switch
            {
                Varint => 0,
                Fixed64 => 8,
                LengthDelimited => (int)ReadVarint(ref bytes),
                Fixed32 => 4,
                _ => throw new InvalidDataException($"Wire type {wireType} is none of protobuf's."),
            };
            message._fields.Add(((int)(tag >> 3), number, bytes[..length]));
            bytes = bytes[length..];
        }

        return message;
    }

    public IEnumerable<ProtobufMessage> Messages(int field) =>
        from item in _fields where item.Field == field select Read(item.Bytes);

    public ReadOnlyMemory<byte> Bytes(int field) => _fields.Find(item => item.Field == field).Bytes;

    public ulong Number(int field) => _fields.Find(item => item.Field == field).Number;

    private static ulong ReadVarint(ref ReadOnlyMemory<byte> bytes)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes.Span[0];
            bytes = bytes[1..];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }
    }
}
