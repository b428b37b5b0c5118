using Microsoft.Extensions.Time.Testing;
using Paradyze.Discovery;
using Paradyze.Registry.Journal;
using Paradyze.Registry.Journal.JsonFile;
using Paradyze.Registry.Journal.JsonFile.Maintenance;
using Paradyze.Testing;

namespace Paradyze.Registry.Tests.Journal;

public sealed class JsonFileJournalTests : JournalConformance, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(Instances.Start);

    private string Segment => _folder.File("registry.1.journal");

    private protected override IJournal CreateJournal() => Create();

    private JsonFileJournal Create(string? path = null) => JournalFixture.Create(path ?? _folder.Path, _time);

    public void Dispose() => _folder.Dispose();

    private async Task WriteAsync(params InstanceChange[] changes)
    {
        await using var journal = Create();
        await journal.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var change in changes) await AppendAsync(journal, change);
    }

    [Fact]
    public async Task Append_OneChange_IsThisLine()
    {
        await WriteAsync(new InstanceChange(
            new InstanceKey("orders", "a"),
            Instances.Of(Instances.Registration("orders", "a", lease: 30) with { Metadata = RawJson.Parse("""{"version": "1.0.0"}"""), Version = "1.0.0" }),
            BasedOn: 0,
            ChangeCause.Registered));
        Assert.Equal(
            """
            {"v":1,"crc":"72bde6e3","commit":{"revision":1,"at":"2026-11-24T09:00:00+00:00","changes":[{"serviceName":"orders","instanceId":"a","cause":"registered","instance":{"serviceName":"orders","instanceId":"a","url":"http://a.example","metadata":{"version":"1.0.0"},"version":"1.0.0","leaseSeconds":30,"status":"up","registeredAt":"2026-11-24T09:00:00.000Z","revision":1}}]}}

            """,
            await File.ReadAllTextAsync(Segment, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Open_AfterCommits_RecoversThem()
    {
        await WriteAsync(Instances.Put("orders", "a"), Instances.Put("orders", "b"), Instances.Remove("orders", "a", basedOn: 1));
        await WriteAsync(Instances.Put("products", "c"));
        Assert.Equal(["orders/b@2", "products/c@4"], (await RecoverAsync(Create())).Describe());
    }

    [Fact]
    public async Task Open_LineCutAnywhere_RecoversEverythingBefore()
    {
        await WriteAsync(Instances.Put("orders", "a"), Instances.Put("orders", "b"));
        var whole = await File.ReadAllBytesAsync(Segment, TestContext.Current.CancellationToken);
        var second = Array.IndexOf(whole, (byte)'\n') + 1;
        for (var length = second; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(Segment, whole[..length], TestContext.Current.CancellationToken);
            Assert.Equal(["orders/a@1"], (await RecoverAsync(Create())).Describe());
            Assert.Equal(second, new FileInfo(Segment).Length);
        }
    }

    [Fact]
    public async Task Append_AfterAnUnfinishedBatch_StandsWhereItBegan()
    {
        await WriteAsync(Instances.Put("orders", "a"));
        await File.AppendAllTextAsync(Segment, """{"v":1,"crc":"00000000","commit":{"rev""", TestContext.Current.CancellationToken);
        await WriteAsync(Instances.Put("orders", "b"));
        Assert.Equal(["orders/a@1", "orders/b@2"], (await RecoverAsync(Create())).Describe());
    }

    [Fact]
    public async Task Open_AnyBitFlippedBeforeTheLastLine_RefusesAndNamesThePlace()
    {
        await WriteAsync(Instances.Put("orders", "a"), Instances.Put("orders", "b"));
        var whole = await File.ReadAllBytesAsync(Segment, TestContext.Current.CancellationToken);
        var second = Array.IndexOf(whole, (byte)'\n') + 1;
        for (var at = 0; at < second - 1; at++)
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 1;
            await File.WriteAllBytesAsync(Segment, damaged, TestContext.Current.CancellationToken);
            var exception = await Assert.ThrowsAsync<JournalException>(() => RecoverAsync(Create()));
            Assert.Equal(
                $"'{Segment}' is damaged at line 1 (byte 0): a commit is not as it was written, and revision 1 is lost. "
                + $"Restore the data folder from a backup, or see what can be saved with '{JournalCommand.ToCheck(_folder.Path)}'.",
                exception.Message);
            Assert.Equal(damaged, await File.ReadAllBytesAsync(Segment, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Open_WhileAnotherHoldsTheFolder_NamesItsProcess()
    {
        await using var first = Create();
        await first.OpenAsync(TestContext.Current.CancellationToken);
        await using var second = Create();
        var exception = await Assert.ThrowsAsync<JournalException>(async () => await second.OpenAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            $"The data folder '{_folder.Path}' is in use by another registry (process {Environment.ProcessId}). "
            + "Stop that one, or give this one its own folder with SERVICE_REGISTRY_DATA.",
            exception.Message);
    }

    [Fact]
    public async Task Open_FolderThatIsAFile_SaysWhatToDo()
    {
        var path = _folder.File("taken");
        await File.WriteAllTextAsync(path, "", TestContext.Current.CancellationToken);
        await using var journal = Create(path);
        var exception = await Assert.ThrowsAsync<JournalException>(async () => await journal.OpenAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith($"The data folder '{path}' cannot be used: ", exception.Message);
        Assert.EndsWith("Make it writable, or name another with SERVICE_REGISTRY_DATA.", exception.Message);
    }

    [Fact]
    public async Task Open_SnapshotBesideOlderSegment_SkipsWhatItHolds()
    {
        await WriteAsync(Instances.Put("orders", "a"), Instances.Remove("orders", "a", basedOn: 1));
        SnapshotFile.Write(new DiskFiles(), new JournalFolder(_folder.Path), await RecoverAsync(Create()), TestContext.Current.CancellationToken);
        await WriteAsync(Instances.Put("orders", "b"));
        Assert.Equal(["orders/b@3"], (await RecoverAsync(Create())).Describe());
    }

    [Fact]
    public async Task Open_SegmentOfALaterSchema_Refuses()
    {
        await WriteAsync(Instances.Put("orders", "a"));
        await File.AppendAllTextAsync(Segment, "{\"v\":2,\"sum\":\"x\"}\n", TestContext.Current.CancellationToken);
        var exception = await Assert.ThrowsAsync<JournalException>(() => RecoverAsync(Create()));
        Assert.Equal($"'{Segment}' was written by a later version of the registry (line 2): start that version.", exception.Message);
    }
}
