using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Paradyze.Discovery;
using Paradyze.Registry.Journal;
using Paradyze.Registry.Journal.JsonFile;
using Paradyze.Testing;

namespace Paradyze.Registry.Tests.Journal;

public sealed class JsonFileJournalTests : JournalConformance, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(Instances.Start);

    private string Segment => _folder.File("registry.1.journal");

    private protected override IJournal CreateJournal() => Create();

    private JsonFileJournal Create() =>
        new(Options.Create(new RegistryOptions { Data = _folder.Path }), _time, NullLogger<JsonFileJournal>.Instance);

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
            Instances.Of("orders", "a", lease: 30) with { Metadata = RawJson.Parse("""{"version": "1.0.0"}"""), Version = "1.0.0" },
            BasedOn: 0,
            ChangeCause.Registered));
        Assert.Equal(
            """
            {"crc":"72bde6e3","commit":{"revision":1,"at":"2026-11-24T09:00:00+00:00","changes":[{"serviceName":"orders","instanceId":"a","cause":"registered","instance":{"serviceName":"orders","instanceId":"a","url":"http://a.example","metadata":{"version":"1.0.0"},"version":"1.0.0","leaseSeconds":30,"status":"up","registeredAt":"2026-11-24T09:00:00.000Z","revision":1}}]}}

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
        await File.AppendAllTextAsync(Segment, """{"crc":"00000000","commit":{"rev""", TestContext.Current.CancellationToken);
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
                $"'{Segment}' is damaged at line 1 (byte 0), and whole commits follow it: going on would lose them. "
                + "Restore the data folder from a backup, or move it away to start empty.",
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
        await using var journal = new JsonFileJournal(Options.Create(new RegistryOptions { Data = path }), _time, NullLogger<JsonFileJournal>.Instance);
        var exception = await Assert.ThrowsAsync<JournalException>(async () => await journal.OpenAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith($"The data folder '{path}' cannot be used: ", exception.Message);
        Assert.EndsWith("Make it writable, or name another with SERVICE_REGISTRY_DATA.", exception.Message);
    }

    [Fact]
    public async Task Snapshot_Written_IsReadableAndReadBack()
    {
        await WriteAsync(Instances.Put("orders", "a"), Instances.Put("orders", "b"));
        SnapshotFile.Write(new JournalFolder(_folder.Path), await RecoverAsync(Create()));
        File.Delete(Segment);

        Assert.Equal(
            """
            {"schema":1,"revision":2,"instances":[
            {"serviceName":"orders","instanceId":"a","url":"http://a.example","status":"up","registeredAt":"2026-11-24T09:00:00.000Z","revision":1}
            ,{"serviceName":"orders","instanceId":"b","url":"http://b.example","status":"up","registeredAt":"2026-11-24T09:00:00.000Z","revision":2}]}
            """,
            await File.ReadAllTextAsync(_folder.File("registry.json"), TestContext.Current.CancellationToken));
        var recovered = await RecoverAsync(Create());
        Assert.Equal((2L, 2), (recovered.Revision, recovered.InstanceCount));
    }

    [Fact]
    public async Task Open_SnapshotBesideOlderSegment_SkipsWhatItHolds()
    {
        await WriteAsync(Instances.Put("orders", "a"), Instances.Remove("orders", "a", basedOn: 1));
        SnapshotFile.Write(new JournalFolder(_folder.Path), await RecoverAsync(Create()));
        await WriteAsync(Instances.Put("orders", "b"));
        Assert.Equal(["orders/b@3"], (await RecoverAsync(Create())).Describe());
    }

    [Theory]
    [InlineData("""{"schema":2,"revision":1,"instances":[]}""", "has schema 2, and this registry reads schema 1: start the version that wrote it.")]
    [InlineData("""{"schema":1,"revision":1,"insta""", "is damaged (")]
    [InlineData("""{"schema":1}""", "is damaged (")]
    public async Task Open_SnapshotThatCannotBeRead_Refuses(string text, string fault)
    {
        await File.WriteAllTextAsync(_folder.File("registry.json"), text, TestContext.Current.CancellationToken);
        var exception = await Assert.ThrowsAsync<JournalException>(() => RecoverAsync(Create()));
        Assert.StartsWith($"'{_folder.File("registry.json")}' {fault}", exception.Message);
    }
}
