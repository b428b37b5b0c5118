using System.Text;
using CsCheck;

namespace Paradyze.Registry.Tests.Api;

/// <summary>Damages input the way a parser dislikes; the same round always damages the same way.</summary>
internal static class Mutation
{
    private static readonly byte[][] s_tokens =
    [
        .. new[]
        {
            "{", "}", "[", "]", ",", ":", "\"", "\\", "null", "true", "-", "1e999", "\\u0000", "\\ud800", "\\udc00", "\\u0022", "//", "/*",
            "\"metadata\":{", "\"url\":\"http://", "\"serviceName\":", "@", "#", "?", "%00", "\ufeff", "\U0001F600",
        }.Select(Encoding.UTF8.GetBytes),
        [0x00], [0x80], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xFF],
    ];

    /// <summary>Inputs out of a corpus, each with one to three damages.</summary>
    public static IEnumerable<byte[]> Rounds(IReadOnlyList<byte[]> corpus, int count)
    {
        var mutants = Mutants(corpus);
        for (var round = 0; round < count; round++) yield return mutants.Generate(new PCG(stream: 1, (ulong)round), null, out _);
    }

    private static Gen<byte[]> Mutants(IReadOnlyList<byte[]> corpus)
    {
        var any = Gen.Int[0, corpus.Count - 1].Select(i => corpus[i]);
        var token = Gen.Int[0, s_tokens.Length - 1].Select(i => s_tokens[i]);
        var edit = Gen.Select(Gen.Int[0, 7], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Byte, token, any);
        return Gen.Select(any, edit.Array[1, 3], (body, edits) => edits.Aggregate(body, Apply));
    }

    private static byte[] Apply(byte[] body, (int Kind, double From, double Share, byte Value, byte[] Token, byte[] Other) edit)
    {
        var (kind, from, share, value, token, other) = edit;
        var at = (int)(from * body.Length);
        var end = at + (int)(share * Math.Min(body.Length - at, 32));
        return kind switch
        {
            0 => [.. body[..at], .. token, .. body[at..]],
            1 => [.. body[..at], .. body[end..]],
            2 => [.. body[..end], .. body[at..]],
            3 => body[..at],
            4 => [.. body[..at], .. other[(int)(share * other.Length)..]],
            5 => Replace(value),
            _ => Replace((byte)(at < body.Length ? body[at] ^ 1 : ' ')),
        };

        byte[] Replace(byte by) => [.. body[..at], by, .. body[Math.Min(at + 1, body.Length)..]];
    }
}
