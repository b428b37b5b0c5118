using Microsoft.Extensions.Time.Testing;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal;
using Paradyze.Registry.Journal.JsonFile;
using Paradyze.Testing;

namespace Paradyze.Registry.Tests.Journal.Faults;

/// <summary>One operation fails while the journal runs.</summary>
public sealed class FailingDiskTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(Instances.Start);
    private readonly JournalModel _model = new();
    private Func<FileOperation, Fault> _failing = _ => Fault.None;

    private string Segment => _folder.File("registry.1.journal");

    public void Dispose() => _folder.Dispose();

    private FaultyFiles CreateFiles() => new(operation => _failing(operation));

    private async Task<JsonFileJournal> OpenAsync(FaultyFiles? files = null, long? snapshotBytes = null)
    {
        var journal = JournalFixture.Create(_folder.Path, _time, files ?? CreateFiles(), snapshotBytes);
        _model.Check(await JournalFixture.OpenAsync(journal), "opened");
        return journal;
    }

    private async Task RecoversAsync(string when) => _model.Check(await JournalFixture.RecoverAsync(JournalFixture.Create(_folder.Path, _time)), when);

    [Fact]
    public async Task Append_ShortWrite_IsCutOffAndTheNextBatchGoesOn()
    {
        await using (var journal = await OpenAsync())
        {
            await _model.ToggleAsync(journal, "a");
            var length = new FileInfo(Segment).Length;
            _failing = operation => operation.Kind == "write" ? Fault.Short : Fault.None;
            await _model.ToggleAsync(journal, "b");
            Assert.Equal((1, length, false), (_model.Refused, new FileInfo(Segment).Length, journal.IsReadOnly));
            Assert.StartsWith($"'{Segment}' could not be written: ", journal.Failure);

            _failing = _ => Fault.None;
            await _model.ToggleAsync(journal, "c");
            Assert.Null(journal.Failure);
        }

        await RecoversAsync("after a short write");
        Assert.Equal(["orders/a@1", "orders/c@2"], _model.Acknowledged.Describe());
    }

    [Theory]
    [InlineData("sync", "could not be synced: The disk did not sync.")]
    [InlineData("look at", "could not be synced: The disk did not look at.")]
    public async Task Append_CannotBeMadeSure_TakesNoMoreUntilARestart(string kind, string what)
    {
        await using (var journal = await OpenAsync())
        {
            await _model.ToggleAsync(journal, "a");
            _failing = operation => operation.Kind == kind ? Fault.Whole : Fault.None;
            await _model.ToggleAsync(journal, "b");
            Assert.NotNull(_model.Perhaps);
            Assert.Equal(
                $"'{Segment}' {what} The registry answers reads and takes no more changes: make room or repair the disk, then restart it.",
                journal.Failure);

            // The disk works again, and what it did not say stays unknown.
            _failing = _ => Fault.None;
            var refused = await Assert.ThrowsAsync<JournalException>(
                async () => await journal.AppendAsync([Instances.Put("orders", "c")], TestContext.Current.CancellationToken));
            Assert.Equal(journal.Failure, refused.Message);
        }

        await using (var restarted = await OpenAsync())
        {
            Assert.Null(restarted.Failure);
            await _model.ToggleAsync(restarted, "c");
        }

        await RecoversAsync("after a restart");
        Assert.Contains(_model.Acknowledged.Find("orders")!.Instances, instance => instance.Key.InstanceId == "c");
    }

    [Fact]
    public async Task Append_ShortWriteThatCannotBeCutOff_TakesNoMore()
    {
        await using (var journal = await OpenAsync())
        {
            _failing = operation => operation.Kind is "write" or "set length" ? Fault.Short : Fault.None;
            await _model.ToggleAsync(journal, "a");
            Assert.StartsWith($"'{Segment}' could not be cut back to 0 bytes: ", journal.Failure);
        }

        _failing = _ => Fault.None;
        await RecoversAsync("after a short write that stayed");
        Assert.Equal(0, _model.Acknowledged.InstanceCount);
    }

    [Fact]
    public async Task TryAgain_AfterAShortWrite_NeedsRoomForWhatWasRefusedAndLeavesNothing()
    {
        var files = CreateFiles();
        await using (var journal = await OpenAsync(files))
        {
            await _model.ToggleAsync(journal, "a");
            var length = new FileInfo(Segment).Length;
            _failing = operation => operation.Kind == "write" ? Fault.Short : Fault.None;
            await _model.ToggleAsync(journal, Enumerable.Range(0, 100).Select(i => $"b{i}"));
            Assert.False(await journal.TryAgainAsync(TestContext.Current.CancellationToken));

            _failing = _ => Fault.None;
            Assert.True(await journal.TryAgainAsync(TestContext.Current.CancellationToken));
            Assert.Equal((null, length), (journal.Failure, new FileInfo(Segment).Length));
            Assert.InRange(files.LongestWrite, 10_000, 100_000);

            var operations = files.Operations.Count;
            Assert.True(await journal.TryAgainAsync(TestContext.Current.CancellationToken));
            Assert.Equal(operations, files.Operations.Count);
        }

        await RecoversAsync("after a trial");
    }

    [Fact]
    public async Task TryAgain_ReadOnly_TouchesNothing()
    {
        var files = CreateFiles();
        await using var journal = await OpenAsync(files);
        _failing = operation => operation.Kind == "sync" ? Fault.Whole : Fault.None;
        await _model.ToggleAsync(journal, "a");
        _failing = _ => Fault.None;
        var operations = files.Operations.Count;
        Assert.False(await journal.TryAgainAsync(TestContext.Current.CancellationToken));
        Assert.Equal(operations, files.Operations.Count);
    }

    [Fact]
    public async Task Append_FolderGone_PromisesNothing()
    {
        var data = _folder.File("data");
        await using var journal = JournalFixture.Create(data, _time);
        await journal.OpenAsync(TestContext.Current.CancellationToken);
        await _model.ToggleAsync(journal, "a");
        Directory.Delete(data, recursive: true);
        await _model.ToggleAsync(journal, "b");
        Assert.NotNull(_model.Perhaps);
        Assert.StartsWith(
            $"'{Path.Combine(data, "registry.1.journal")}' could not be synced: Another file stands in its place, or none. The registry answers reads",
            journal.Failure);
    }

    [Fact]
    public async Task Append_AnotherFileInItsPlace_PromisesNothing()
    {
        await using var journal = await OpenAsync();
        await _model.ToggleAsync(journal, "a");
        File.Move(Segment, Segment + ".old");
        await File.WriteAllTextAsync(Segment, "", TestContext.Current.CancellationToken);
        await _model.ToggleAsync(journal, "b");
        Assert.NotNull(_model.Perhaps);
        Assert.StartsWith($"'{Segment}' could not be synced: Another file stands in its place, or none. ", journal.Failure);
    }

    [Fact]
    public async Task Append_OneBatch_IsWrittenThenSyncedThenPassedOn()
    {
        var journal = default(JsonFileJournal);
        var heads = new List<string>();
        _failing = operation =>
        {
            if (journal is not null) heads.Add($"{operation} at revision {journal.Head}");
            return Fault.None;
        };
        await using (journal = await OpenAsync()) await _model.ToggleAsync(journal, "a");
        Assert.Equal(
            ["write registry.1.journal at revision 0", "sync registry.1.journal at revision 0", "look at registry.1.journal at revision 0"],
            heads);
        Assert.Equal(1, journal.Head);
    }

    [Fact]
    public async Task Snapshot_Fails_CommitsGoOnAndTheNextOneIsWritten()
    {
        await using (var journal = await OpenAsync(snapshotBytes: 1))
        {
            _failing = operation => operation is { File: "registry.json.new", Kind: "write" } ? Fault.Short : Fault.None;
            await _model.ToggleAsync(journal, "a");
            await _model.SnapshotAsync(journal);
            await _model.ToggleAsync(journal, "b");
            Assert.Empty(Directory.GetFiles(_folder.Path, "registry.json*"));

            _failing = _ => Fault.None;
            await _model.SnapshotAsync(journal);
            Assert.True(File.Exists(_folder.File("registry.json")));
            Assert.Equal(["registry.3.journal"], Directory.GetFiles(_folder.Path, "*.journal").Select(Path.GetFileName));
        }

        await RecoversAsync("after a snapshot that failed");
    }

    [Fact]
    public async Task Snapshot_OfAStateThatIsBehind_IsNotWritten()
    {
        await using var journal = await OpenAsync(snapshotBytes: 1);
        await _model.ToggleAsync(journal, "a");
        journal.Offer(CatalogSnapshot.Empty);
        await journal.SnapshotWritten;
        Assert.False(File.Exists(_folder.File("registry.json")));
    }
}
