using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal;
using Paradyze.Registry.Journal.JsonFile;
using Paradyze.Registry.Journal.JsonFile.Maintenance;
using Paradyze.Registry.Tests.Journal.Faults;
using Paradyze.Testing;

namespace Paradyze.Registry.Tests.Journal;

/// <summary>
/// Whatever was written, and wherever the files are cut or changed afterwards: what is recovered is a beginning of what was
/// submitted with everything acknowledged in it, or the start is refused and the place named.
/// </summary>
public sealed class JournalProperties
{
    private const int Lives = 60;
    private const int DamagesOfEach = 12;

    /// <summary>The instances that a batch puts or removes; an empty one stands for a snapshot.</summary>
    private static readonly Gen<string[][]> s_life = Gen.Int[0, 6].Select(i => $"i{i}").HashSet[0, 3].Select(ids => ids.ToArray()).Array[1, 12];

    /// <summary>Where: a share of all that there is, in thousandths.</summary>
    private static readonly Gen<int[]> s_places = Gen.Int[0, 999].Array[DamagesOfEach];

    private readonly FakeTimeProvider _time = new(Instances.Start);

    [Fact]
    public Task Open_LastFileCutAnywhere_RecoversWhatStandsBeforeTheCut() => Gen.Select(s_life, s_places).SampleAsync(
        async (life, places) =>
        {
            using var folder = new TempFolder();
            var model = await WriteAsync(folder, life);
            var segment = new JournalFolder(folder.Path).Segments()[^1];
            var bytes = await File.ReadAllBytesAsync(segment.Path, TestContext.Current.CancellationToken);
            foreach (var length in places.Select(place => place * bytes.Length / 1000))
            {
                await File.WriteAllBytesAsync(segment.Path, bytes[..length], TestContext.Current.CancellationToken);
                var revision = segment.FirstRevision - 1 + bytes[..length].Count(b => b == (byte)'\n');
                Assert.Equal(Text(model.History[(int)revision]), Text(await RecoverAsync(folder)));
            }
        },
        iter: Lives,
        threads: 1);

    [Fact]
    public Task Open_UnacknowledgedBatchCutAnywhere_RecoversEverythingAcknowledged() => Gen.Select(s_life, s_places).SampleAsync(
        async (life, places) =>
        {
            using var folder = new TempFolder();
            var model = await WriteAsync(folder, life);
            var segment = new JournalFolder(folder.Path).Segments()[^1].Path;
            var acknowledged = await File.ReadAllBytesAsync(segment, TestContext.Current.CancellationToken);
            var next = new System.Buffers.ArrayBufferWriter<byte>();
            var revision = model.Acknowledged.Revision + 1;
            CommitLine.Encode(new JournalCommit(revision, Instances.Start, [Instances.Put("orders", "late").At(revision)]), next);
            foreach (var length in places.Select(place => place * next.WrittenCount / 1000))
            {
                await File.WriteAllBytesAsync(segment, [.. acknowledged, .. next.WrittenSpan[..length]], TestContext.Current.CancellationToken);
                Assert.Equal(Text(model.Acknowledged), Text(await RecoverAsync(folder)));
                Assert.Equal(acknowledged, await File.ReadAllBytesAsync(segment, TestContext.Current.CancellationToken));
            }
        },
        iter: Lives,
        threads: 1);

    [Fact]
    public Task Open_AnyBitFlipped_RecoversEverythingOrNamesThePlace() => Gen.Select(s_life, s_places).SampleAsync(
        async (life, places) =>
        {
            using var folder = new TempFolder();
            var model = await WriteAsync(folder, life);
            foreach (var place in places)
            {
                using var flipped = await FlippedBit.AtAsync(folder, place, 1000);
                if (flipped is null) continue;
                try
                {
                    Assert.Equal(Text(model.Acknowledged), Text(await RecoverAsync(folder)));
                }
                catch (JournalException refused)
                {
                    Assert.StartsWith($"'{flipped.Path}' ", refused.Message);
                }
            }
        },
        iter: Lives,
        threads: 1);

    [Fact]
    public Task Repair_AnyBitFlipped_KeepsOnlyWhatWasAcknowledgedOnce() => Gen.Select(s_life, Gen.Int[0, 999]).SampleAsync(
        async (life, place) =>
        {
            using var folder = new TempFolder();
            var model = await WriteAsync(folder, life);
            await FlippedBit.AtAsync(folder, place, 1000);
            var (output, error) = (new StringWriter(), new StringWriter());
            var code = new JournalCommand(folder.Path, new FaultyFiles(_ => Fault.None), _time, output, error).Invoke(["journal", "repair"]);
            if (code == 2)
            {
                // One bit of a version number makes a later one of it, and those are left alone.
                Assert.Contains("start th", error.ToString());
                return;
            }

            var everAcknowledged = model.History.SelectMany(state => state.Describe()).ToHashSet();
            Assert.Subset(everAcknowledged, (await RecoverAsync(folder)).Describe().ToHashSet());
        },
        iter: Lives,
        threads: 1);

    private static string Text(CatalogSnapshot state) => JournalModel.Text(state);

    private async Task<JournalModel> WriteAsync(TempFolder folder, string[][] life)
    {
        var model = new JournalModel();
        await using var journal = JournalFixture.Create(folder.Path, _time, new FaultyFiles(_ => Fault.None), snapshotBytes: 1);
        await journal.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var batch in life)
        {
            if (batch.Length == 0) await model.SnapshotAsync(journal);
            else await model.ToggleAsync(journal, batch);
        }

        return model;
    }

    private Task<CatalogSnapshot> RecoverAsync(TempFolder folder) =>
        JournalFixture.RecoverAsync(JournalFixture.Create(folder.Path, _time, new FaultyFiles(_ => Fault.None)));
}
