using Microsoft.Extensions.Time.Testing;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal;
using Paradyze.Registry.Journal.JsonFile;
using Paradyze.Testing;

namespace Paradyze.Registry.Tests.Journal;

/// <summary>What several segments mean together, and which ends of them are damage.</summary>
public sealed class SegmentTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(Instances.Start);
    private readonly byte[][] _lines;

    public SegmentTests() => _lines = [.. Enumerable.Range(1, 5).Select(Line)];

    public void Dispose() => _folder.Dispose();

    private static byte[] Line(int revision)
    {
        var line = new System.Buffers.ArrayBufferWriter<byte>();
        CommitLine.Encode(new JournalCommit(revision, Instances.Start, [Instances.Put("orders", $"i{revision}").At(revision)]), line);
        return line.WrittenSpan.ToArray();
    }

    private static byte[] Half(byte[] line) => line[..(line.Length / 2)];

    private static byte[] Flipped(byte[] line, int at)
    {
        var flipped = line.ToArray();
        flipped[at] ^= 1;
        return flipped;
    }

    private void Write(int first, params byte[][] lines) => File.WriteAllBytes(Path(first), [.. lines.SelectMany(line => line)]);

    private string Path(int first) => _folder.File($"registry.{first}.journal");

    private Task<CatalogSnapshot> RecoverAsync() => JournalFixture.RecoverAsync(JournalFixture.Create(_folder.Path, _time));

    private async Task RefusesAsync(int segment, string what) =>
        Assert.StartsWith($"'{Path(segment)}' is damaged at {what}. Restore", (await Assert.ThrowsAsync<JournalException>(RecoverAsync)).Message);

    [Fact]
    public async Task Open_TwoSegments_ReadsThemInOrder()
    {
        Write(1, _lines[0], _lines[1]);
        Write(3, _lines[2]);
        Assert.Equal(["orders/i1@1", "orders/i2@2", "orders/i3@3"], (await RecoverAsync()).Describe());
    }

    [Fact]
    public async Task Open_NextSegmentCreatedAndNothingElse_GoesOnInIt()
    {
        Write(1, _lines[0]);
        Write(2);
        await using (var journal = JournalFixture.Create(_folder.Path, _time))
        {
            await journal.OpenAsync(TestContext.Current.CancellationToken);
            await journal.AppendAsync([Instances.Put("orders", "i2")], TestContext.Current.CancellationToken);
        }

        Assert.Equal(_lines[1], await File.ReadAllBytesAsync(Path(2), TestContext.Current.CancellationToken));
        Assert.Equal(2, (await RecoverAsync()).Revision);
    }

    [Fact]
    public async Task Open_UnfinishedBatchBeforeAnEmptySegment_IsCutOff()
    {
        Write(1, _lines[0], Half(_lines[1]));
        Write(2);
        Assert.Equal(["orders/i1@1"], (await RecoverAsync()).Describe());
        Assert.Equal(_lines[0], await File.ReadAllBytesAsync(Path(1), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Open_UnfinishedBatchBeforeCommits_IsDamage()
    {
        Write(1, _lines[0], Half(_lines[1]));
        Write(2, _lines[1]);
        await RefusesAsync(1, $"line 2 (byte {_lines[0].Length}): what follows revision 1 is not as it was written: a commit or more is lost");
    }

    [Fact]
    public async Task Open_FirstSegmentCutToNothing_SaysWhatIsLost()
    {
        Write(1);
        Write(3, _lines[2]);
        await RefusesAsync(3, "line 1 (byte 0): it begins with revision 3, and revisions 1 to 2 are lost");
    }

    [Fact]
    public async Task Open_FirstSegmentCutBetweenLines_SaysWhatIsLost()
    {
        Write(1, _lines[0]);
        Write(3);
        await RefusesAsync(3, "line 1 (byte 0): it begins with revision 3, and revision 2 is lost");
    }

    [Fact]
    public async Task Open_LineTaken_SaysWhatIsLost()
    {
        Write(1, _lines[0], _lines[3]);
        await RefusesAsync(1, $"line 2 (byte {_lines[0].Length}): revision 4 stands here, and revisions 2 to 3 are lost");
    }

    [Fact]
    public async Task Open_SeveralLinesDamaged_SaysWhatIsLost()
    {
        Write(1, _lines[0], Flipped(_lines[1], 70), Flipped(_lines[2], 70), _lines[3]);
        await RefusesAsync(1, $"line 2 (byte {_lines[0].Length}): a commit is not as it was written, and revisions 2 to 3 are lost");
    }

    [Fact]
    public async Task Open_AnyBitOfTheLastLineFlipped_NeverLosesItSilently()
    {
        for (var bit = 0; bit < _lines[1].Length * 8; bit++)
        {
            var damaged = _lines[1].ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Write(1, _lines[0], damaged);
            await Assert.ThrowsAsync<JournalException>(RecoverAsync);
        }
    }

    [Fact]
    public async Task Open_BlocksMissingInTheLastBatch_CutsItOff()
    {
        var line = _lines[1].ToArray();
        Array.Clear(line, 40, 64);
        Write(1, _lines[0], line);
        Assert.Equal(1, (await RecoverAsync()).Revision);
    }

    [Fact]
    public async Task Open_SegmentsThatTheSnapshotHolds_AreNotRead()
    {
        SnapshotFile.Write(
            new DiskFiles(),
            new JournalFolder(_folder.Path),
            CatalogSnapshot.Of(2, [Instances.Of("orders", "i2").At(2)]),
            TestContext.Current.CancellationToken);
        Write(1, "damaged\n"u8.ToArray(), _lines[0]);
        Write(3, _lines[2]);
        Assert.Equal(["orders/i2@2", "orders/i3@3"], (await RecoverAsync()).Describe());
    }

    [Fact]
    public async Task Open_ClockSetBackBetweenCommits_KeepsTheirOrder()
    {
        await using (var journal = JournalFixture.Create(_folder.Path, _time))
        {
            await journal.OpenAsync(TestContext.Current.CancellationToken);
            await journal.AppendAsync([Instances.Put("orders", "a")], TestContext.Current.CancellationToken);
            _time.AdjustTime(Instances.Start.AddHours(-1));
            await journal.AppendAsync([Instances.Remove("orders", "a", basedOn: 1), Instances.Put("orders", "b")], TestContext.Current.CancellationToken);
        }

        Assert.Contains("\"at\":\"2026-11-24T08:00:00+00:00\"", await File.ReadAllTextAsync(Path(1), TestContext.Current.CancellationToken));
        Assert.Equal(["orders/b@2"], (await RecoverAsync()).Describe());
    }
}
