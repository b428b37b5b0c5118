using Paradyze.LocalHosting.Supervision;

namespace Paradyze.LocalHosting.Tests.Supervision;

public sealed class LineReaderTests
{
    [Theory]
    [InlineData("one\ntwo\n", "one", "two")]
    [InlineData("one\r\n\r\ntwo", "one", "", "two")]
    [InlineData("10%\r20%\rdone\n", "10%", "20%", "done")]
    [InlineData("\n\n", "", "")]
    [InlineData("")]
    public void ReadLine_EndsOfAnyKind_AreTheSame(string text, params string[] expected) => Assert.Equal(expected, Read(text));

    [Fact]
    public void ReadLine_ReturnAndNewLineInTwoReads_AreOneEnd() => Assert.Equal(["one", "two"], Read("one\r", "\ntwo\n"));

    [Fact]
    public void ReadLine_ManyReads_AreOneLine() => Assert.Equal(["one, two, three"], Read("one", ", two", ", three\n"));

    [Fact]
    public void ReadLine_LineWithoutEnd_ComesInPieces()
    {
        var lines = Read(new string('x', (2 * LineReader.MaxLength) + 5), "\n", "next");

        Assert.Equal([LineReader.MaxLength, LineReader.MaxLength, 5, 4], lines.Select(line => line.Length));
    }

    [Fact]
    public void ReadLine_LineThatJustFits_IsOne()
    {
        var line = new string('x', LineReader.MaxLength);

        Assert.Equal([line, "next"], Read(line, "\nnext\n"));
    }

    [Fact]
    public void ReadLine_PieceWouldEndWithinACharacter_EndsAfterIt()
    {
        var text = new string('x', LineReader.MaxLength - 1) + "\U0001F600y";

        Assert.Equal([text[..^1], "y"], Read(text));
    }

    private static List<string> Read(params string[] reads)
    {
        var lines = new LineReader(new PiecemealReader(reads));
        var read = new List<string>();
        while (lines.ReadLine() is { } line)
            read.Add(line);
        return read;
    }

    /// <summary>Text that arrives as from a pipe: no read goes beyond what was written at once.</summary>
    private sealed class PiecemealReader(IEnumerable<string> pieces) : TextReader
    {
        private Queue<string> _pieces = new(pieces.Where(piece => piece.Length > 0));

        public override int Read(Span<char> buffer)
        {
            if (!_pieces.TryDequeue(out var piece))
                return 0;

            var count = Math.Min(piece.Length, buffer.Length);
            piece.AsSpan(0, count).CopyTo(buffer);
            _pieces = count == piece.Length ? _pieces : new([piece[count..], .. _pieces]);
            return count;
        }
    }
}
