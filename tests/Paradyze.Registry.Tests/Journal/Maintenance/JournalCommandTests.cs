using Microsoft.Extensions.Time.Testing;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal;
using Paradyze.Registry.Journal.JsonFile;
using Paradyze.Registry.Journal.JsonFile.Maintenance;
using Paradyze.Registry.Tests.Journal.Faults;
using Paradyze.Testing;

namespace Paradyze.Registry.Tests.Journal.Maintenance;

public sealed class JournalCommandTests : IDisposable
{
    private const string Aside = "damaged-20261124T090000Z";

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(Instances.Start);

    public void Dispose() => _folder.Dispose();

    private (int Code, string Output, string Error) Run(string command, IJournalFiles? files = null)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = new JournalCommand(_folder.Path, files ?? new DiskFiles(), _time, output, error).Invoke(command.Split(' '));
        return (code, output.ToString(), error.ToString());
    }

    private JsonFileJournal CreateJournal() => JournalFixture.Create(_folder.Path, _time, snapshotBytes: 1);

    private Task<CatalogSnapshot> RecoverAsync() => JournalFixture.RecoverAsync(CreateJournal());

    private Task RefusesAsync() => Assert.ThrowsAsync<JournalException>(RecoverAsync);

    /// <summary>A snapshot of a and b at revision 2; c, d and e in the commits 3 to 5 after it.</summary>
    private async Task WriteAsync()
    {
        var model = new JournalModel();
        await using var journal = CreateJournal();
        await journal.OpenAsync(TestContext.Current.CancellationToken);
        await model.ToggleAsync(journal, "a");
        await model.ToggleAsync(journal, "b");
        await model.SnapshotAsync(journal);
        foreach (var id in new[] { "c", "d", "e" }) await model.ToggleAsync(journal, id);
    }

    private void Flip(string file, string at)
    {
        var bytes = File.ReadAllBytes(_folder.File(file));
        bytes[bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(at))] ^= 1;
        File.WriteAllBytes(_folder.File(file), bytes);
    }

    private Dictionary<string, string> Files() =>
        Directory.GetFiles(_folder.Path, "registry*.*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal) && !file.EndsWith(".pid", StringComparison.Ordinal))
            .ToDictionary(file => Path.GetRelativePath(_folder.Path, file), File.ReadAllText);

    [Fact]
    public async Task Check_Whole_SaysWhatThereIs()
    {
        await WriteAsync();
        await File.AppendAllTextAsync(_folder.File("registry.3.journal"), "{\"v\":1,\"crc", TestContext.Current.CancellationToken);
        var before = Files();
        Assert.Equal(
            (0, $"""
            Journal in {_folder.Path}
              registry.json: 2 instances at revision 2
              registry.3.journal: 3 commits, revisions 3 to 5, then 11 bytes of a batch that was being written; nobody was told that it was done
            The journal is whole: 5 instances of 1 services at revision 5.

            """, ""),
            Run("journal check"));
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task Check_Damaged_NamesEachPlaceAndWhatIsLost()
    {
        await WriteAsync();
        Flip("registry.json", "\"a\"");
        Flip("registry.3.journal", "\"d\"");
        var before = Files();
        var (code, output, _) = Run("journal check");
        Assert.Equal(1, code);
        Assert.Equal(
            $"""
            Journal in {_folder.Path}
              registry.json: 1 instances at revision 2
                damaged at line 2 (byte 66): an instance is not as it was written: {Line("registry.json", 2)[..60]}...
              registry.3.journal: 2 commits, revisions 3 to 5
                damaged at line 2 (byte {Line("registry.3.journal", 1).Length + 1}): a commit is not as it was written, and revision 4 is lost
            The journal is damaged, and the registry does not start from it. 'journal repair' would keep 3 instances of 1 services at revision 5.

            """,
            output);
        Assert.Equal(before, Files());
    }

    [Theory]
    [InlineData("journal check", 1)]
    [InlineData("journal repair --dry-run", 0)]
    public async Task Reading_ACopyWithoutALock_LeavesNothingBehind(string command, int code)
    {
        await WriteAsync();
        Flip("registry.3.journal", "\"d\"");
        foreach (var held in new[] { "registry.lock", "registry.pid" }) File.Delete(_folder.File(held));
        Assert.Equal((code, ""), (Run(command).Code, Run(command).Error));
        Assert.Equal(["registry.3.journal", "registry.json"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private string Line(string file, int number) => File.ReadAllLines(_folder.File(file))[number - 1];

    [Fact]
    public async Task Repair_Damaged_KeepsWhatIsWholeAndTheFilesAsTheyWere()
    {
        await WriteAsync();
        Flip("registry.json", "\"a\"");
        Flip("registry.3.journal", "\"d\"");
        var before = Files();
        await RefusesAsync();

        var (code, output, error) = Run("journal repair");
        Assert.Equal((0, ""), (code, error));
        Assert.EndsWith(
            $"""
            Keeping 3 instances of 1 services at revision 5, and putting the files as they are into {_folder.File(Aside)}.
            Repaired: the registry starts from what was kept.

            """,
            output);
        var kept = Files().Where(file => file.Key.StartsWith(Aside, StringComparison.Ordinal));
        Assert.Equal(before, kept.ToDictionary(file => Path.GetFileName(file.Key), file => file.Value));
        Assert.Equal(["orders/b@2", "orders/c@3", "orders/e@5"], (await RecoverAsync()).Describe());
        Assert.Equal(0, Run("journal check").Code);
    }

    [Fact]
    public async Task Repair_DryRun_OnlySaysWhatItWouldDo()
    {
        await WriteAsync();
        Flip("registry.3.journal", "\"d\"");
        var before = Files();
        var (code, output, _) = Run("journal repair --dry-run");
        Assert.Equal(0, code);
        Assert.EndsWith($"A repair would keep 4 instances of 1 services at revision 5, and put the files as they are into {_folder.File(Aside)}.\n", output);
        Assert.Equal(before, Files());
        Assert.False(Directory.Exists(_folder.File(Aside)));
    }

    [Fact]
    public async Task Repair_HeadOfTheSnapshotDamaged_KeepsInstancesAndCommits()
    {
        await WriteAsync();
        Flip("registry.json", "2,\"count\"");
        Assert.Equal(0, Run("journal repair").Code);
        Assert.Equal(["orders/a@1", "orders/b@2", "orders/c@3", "orders/d@4", "orders/e@5"], (await RecoverAsync()).Describe());
    }

    [Fact]
    public async Task Repair_SnapshotGone_KeepsTheCommits()
    {
        await WriteAsync();
        File.Delete(_folder.File("registry.json"));
        await RefusesAsync();
        Assert.Equal(0, Run("journal repair").Code);
        Assert.Equal(["orders/c@3", "orders/d@4", "orders/e@5"], (await RecoverAsync()).Describe());
    }

    [Fact]
    public async Task Repair_Whole_TouchesNothing()
    {
        await WriteAsync();
        var before = Files();
        var (code, output, _) = Run("journal repair");
        Assert.Equal(0, code);
        Assert.EndsWith("The journal is whole: there is nothing to repair.\n", output);
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task Repair_EndedAtAnyOperation_GoesOnWhenRunAgain()
    {
        for (var (step, wasEnded) = (1, true); wasEnded; step++)
        {
            foreach (var entry in Directory.GetDirectories(_folder.Path)) Directory.Delete(entry, recursive: true);
            foreach (var file in Directory.GetFiles(_folder.Path)) File.Delete(file);
            await WriteAsync();
            Flip("registry.3.journal", "\"d\"");
            var damaged = Files().Values.ToHashSet();

            var ended = Run("journal repair", new FaultyFiles(operation => operation.Number >= step ? Fault.Short : Fault.None));
            wasEnded = ended.Code == 2;
            Assert.Equal(0, Run("journal repair").Code);
            Assert.Equal(["orders/a@1", "orders/b@2", "orders/c@3", "orders/e@5"], (await RecoverAsync()).Describe());
            Assert.Subset(Files().Values.ToHashSet(), damaged);
        }
    }

    [Theory]
    [InlineData("journal check")]
    [InlineData("journal repair")]
    public async Task Run_FileOfALaterVersion_IsNeverTouched(string command)
    {
        await WriteAsync();
        Flip("registry.3.journal", "\"d\"");
        await File.AppendAllTextAsync(_folder.File("registry.3.journal"), "{\"v\":2,\"sum\":\"x\"}\n", TestContext.Current.CancellationToken);
        var before = Files();
        Assert.Equal(
            (2, "", $"error: '{_folder.File("registry.3.journal")}' was written by a later version of the registry (line 4): start that version.\n"), Run(command));
        Assert.Equal(before, Files());
    }

    [Theory]
    [InlineData("journal check")]
    [InlineData("journal repair")]
    public async Task Run_FolderInUse_SaysByWhom(string command)
    {
        await using var journal = CreateJournal();
        await journal.OpenAsync(TestContext.Current.CancellationToken);
        var (code, _, error) = Run(command);
        Assert.Equal(2, code);
        Assert.StartsWith($"error: The data folder '{_folder.Path}' is in use by another registry (process {Environment.ProcessId}). ", error);
    }

    [Fact]
    public void Check_NoSuchFolder_CreatesNone()
    {
        var missing = _folder.File("missing");
        Assert.Equal(
            (2, "", $"error: There is no folder '{missing}': name the registry's data folder with --data.\n"), Run($"journal check --data {missing}"));
        Assert.False(Directory.Exists(missing));
    }

    [Theory]
    [InlineData("journal mend")]
    [InlineData("journal check --dry-run")]
    public void Run_NoSuchCommand_IsNotTakenForHealth(string command) => Assert.Equal(2, Run(command).Code);
}
