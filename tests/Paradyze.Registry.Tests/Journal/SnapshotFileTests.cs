using Microsoft.Extensions.Time.Testing;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal;
using Paradyze.Registry.Journal.JsonFile;
using Paradyze.Testing;

namespace Paradyze.Registry.Tests.Journal;

public sealed class SnapshotFileTests : IDisposable
{
    private const string Head = """{"schema":1,"revision":2,"count":2,"crc":"c8c1e979","instances":[""";

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(Instances.Start);

    private string Snapshot => _folder.File("registry.json");

    public void Dispose() => _folder.Dispose();

    private Task<CatalogSnapshot> RecoverAsync() => JournalFixture.RecoverAsync(JournalFixture.Create(_folder.Path, _time));

    private async Task<string> RefusalAsync() => (await Assert.ThrowsAsync<JournalException>(RecoverAsync)).Message;

    private long Write(CatalogSnapshot state) =>
        SnapshotFile.Write(new DiskFiles(), new JournalFolder(_folder.Path), state, TestContext.Current.CancellationToken);

    private string[] WriteTwo()
    {
        Write(CatalogSnapshot.Of(2, [Instances.Of("orders", "a").At(1), Instances.Of("orders", "b").At(2)]));
        return File.ReadAllLines(Snapshot);
    }

    [Fact]
    public async Task Write_TwoInstances_IsThisFileAndIsReadBack()
    {
        WriteTwo();
        Assert.Equal(
            """
            {"schema":1,"revision":2,"count":2,"crc":"c8c1e979","instances":[
            {"serviceName":"orders","instanceId":"a","url":"http://a.example","status":"up","registeredAt":"2026-11-24T09:00:00.000Z","revision":1,"crc":"71faad3e"},
            {"serviceName":"orders","instanceId":"b","url":"http://b.example","status":"up","registeredAt":"2026-11-24T09:00:00.000Z","revision":2,"crc":"8e82f570"}
            ]}

            """,
            await File.ReadAllTextAsync(Snapshot, TestContext.Current.CancellationToken));
        var recovered = await RecoverAsync();
        Assert.Equal(2, recovered.Revision);
        Assert.Equal(["orders/a@1", "orders/b@2"], recovered.Describe());
    }

    [Fact]
    public async Task Write_Nothing_IsThisFileAndIsReadBack()
    {
        Write(CatalogSnapshot.Empty);
        Assert.Equal(
            "{\"schema\":1,\"revision\":0,\"count\":0,\"crc\":\"7ea33194\",\"instances\":[\n]}\n",
            await File.ReadAllTextAsync(Snapshot, TestContext.Current.CancellationToken));
        Assert.Equal(0, (await RecoverAsync()).InstanceCount);
    }

    [Fact]
    public async Task Write_InSeveralPieces_HasEveryInstance()
    {
        var instances = Enumerable.Range(0, 5000).Select(i => Instances.Of("orders", $"i{i:d4}").At(i + 1)).ToArray();
        var length = Write(CatalogSnapshot.Of(5000, instances));
        Assert.Equal(length, new FileInfo(Snapshot).Length);
        Assert.Equal(instances.Select(instance => $"orders/{instance.Key.InstanceId}@{instance.Revision}"), (await RecoverAsync()).Describe());
    }

    [Theory]
    [InlineData("{\"schema\":2,\"revision\":1,\"instances\":[\n]}\n", "has schema 2, and this registry reads schema 1: start the version that wrote it.")]
    [InlineData("{\"schema\":2,\"rev", "has schema 2, and this registry reads schema 1: start the version that wrote it.")]
    [InlineData("", "is damaged at line 1 (byte 0): the revision that it was taken at cannot be read. Restore")]
    [InlineData("{\"schema\":1,\"revision\":1,\"insta", "is damaged at line 1 (byte 0): the revision that it was taken at cannot be read. Restore")]
    [InlineData(Head + "\n", "is damaged at line 2 (byte 66): its end is missing. Restore")]
    [InlineData(Head + "\n]}\n", "is damaged at line 2 (byte 69): it has 0 instances, and 2 were written. Restore")]
    [InlineData(Head + "\n{\"serviceName\":\"a\"}\n]}\n", "is damaged at line 2 (byte 66): an instance is not as it was written: {\"serviceName\":\"a\"}. Restore")]
    public async Task Open_SnapshotThatCannotBeRead_Refuses(string text, string fault)
    {
        await File.WriteAllTextAsync(Snapshot, text, TestContext.Current.CancellationToken);
        Assert.StartsWith($"'{Snapshot}' {fault}", await RefusalAsync());
        Assert.Equal(text, await File.ReadAllTextAsync(Snapshot, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Open_OneLineTaken_SaysHowManyWereWritten()
    {
        var lines = WriteTwo();
        await File.WriteAllLinesAsync(Snapshot, [lines[0], lines[2], lines[3]], TestContext.Current.CancellationToken);
        Assert.Contains("it has 1 instances, and 2 were written", await RefusalAsync());
    }

    [Fact]
    public async Task Open_SnapshotGoneBeforeItsSegments_NeverStartsWithLess()
    {
        WriteTwo();
        await using (var journal = JournalFixture.Create(_folder.Path, _time))
        {
            await journal.OpenAsync(TestContext.Current.CancellationToken);
            await journal.AppendAsync([Instances.Put("orders", "c")], TestContext.Current.CancellationToken);
        }

        File.Delete(Snapshot);
        Assert.StartsWith(
            $"'{_folder.File("registry.3.journal")}' is damaged at line 1 (byte 0): it begins with revision 3, and revisions 1 to 2 are lost. ",
            await RefusalAsync());
    }

    [Fact]
    public async Task Open_LeftoverOfASnapshotThatWasBeingWritten_IsRemoved()
    {
        WriteTwo();
        var leftover = _folder.File("registry.json.new");
        await File.WriteAllTextAsync(leftover, Head, TestContext.Current.CancellationToken);
        Assert.Equal(2, (await RecoverAsync()).InstanceCount);
        Assert.False(File.Exists(leftover));
    }
}
