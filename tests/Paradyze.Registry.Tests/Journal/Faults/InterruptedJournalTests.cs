using Microsoft.Extensions.Time.Testing;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal;
using Paradyze.Registry.Journal.JsonFile;
using Paradyze.Testing;

namespace Paradyze.Registry.Tests.Journal.Faults;

/// <summary>
/// A life of a journal (commits, two snapshots, two restarts) that fails or ends at each of its file operations in turn: whatever was
/// acknowledged is there afterwards, and the journal goes on.
/// </summary>
public sealed class InterruptedJournalTests
{
    private readonly FakeTimeProvider _time = new(Instances.Start);

    [Theory]
    [InlineData(Fault.Whole, false)]
    [InlineData(Fault.Short, false)]
    [InlineData(Fault.Whole, true)]
    [InlineData(Fault.Short, true)]
    internal async Task Crash_AtAnyOperation_LosesNothingAcknowledged(Fault fault, bool losesUnsynced)
    {
        var steps = await StepsAsync();
        for (var step = 1; step <= steps.Count; step++)
        {
            using var folder = new TempFolder();
            var files = new FaultyFiles(operation => operation.Number >= step ? fault : Fault.None);
            var model = await LiveAsync(folder, files);
            if (losesUnsynced) files.Image.Restore(folder.Path);
            await GoesOnAsync(folder, model, $"ended at step {step}, {steps[step - 1]}");
        }
    }

    [Theory]
    [InlineData(Fault.Whole, false)]
    [InlineData(Fault.Short, false)]
    [InlineData(Fault.Whole, true)]
    [InlineData(Fault.Short, true)]
    internal async Task Failure_OfAnyOperation_LosesNothingAcknowledged(Fault fault, bool losesUnsynced)
    {
        var steps = await StepsAsync();
        for (var step = 1; step <= steps.Count; step++)
        {
            using var folder = new TempFolder();
            var files = new FaultyFiles(operation => operation.Number == step ? fault : Fault.None);
            var model = await LiveAsync(folder, files);
            if (losesUnsynced) files.Image.Restore(folder.Path);
            await GoesOnAsync(folder, model, $"failed at step {step}, {steps[step - 1]}");
        }
    }

    [Fact]
    public async Task Steps_OfOneLife_AreAllThatCanFail()
    {
        var kinds = (await StepsAsync()).Select(step => step.ToString()).ToHashSet();
        Assert.Superset(
            new HashSet<string>
            {
                "open registry.1.journal", "write registry.1.journal", "sync registry.1.journal", "look at registry.1.journal",
                "open registry.json.new", "write registry.json.new", "sync registry.json.new", "replace registry.json",
                "open registry.4.journal", "delete registry.1.journal", "delete registry.4.journal",
            },
            kinds);
    }

    private async Task<IReadOnlyList<FileOperation>> StepsAsync()
    {
        using var folder = new TempFolder();
        var files = new FaultyFiles(_ => Fault.None);
        await LiveAsync(folder, files);
        return files.Operations;
    }

    private async Task<JournalModel> LiveAsync(TempFolder folder, IJournalFiles files)
    {
        var model = new JournalModel();
        await RunAsync(folder, files, model, async journal =>
        {
            await model.ToggleAsync(journal, "a");
            await model.ToggleAsync(journal, "b", "c");
            await model.ToggleAsync(journal, "a");
            await model.SnapshotAsync(journal);
            await model.ToggleAsync(journal, "a", "d");
        });
        await RunAsync(folder, files, model, async journal =>
        {
            await model.ToggleAsync(journal, "b");
            await model.SnapshotAsync(journal);
            await model.ToggleAsync(journal, "e");
        });

        // What is found at a start is answered from: it must be there from then on, whatever became of the sync before.
        await RunAsync(folder, files, model, _ => Task.CompletedTask);
        return model;
    }

    private async Task RunAsync(TempFolder folder, IJournalFiles files, JournalModel model, Func<JsonFileJournal, Task> live)
    {
        await using var journal = JournalFixture.Create(folder.Path, _time, files, snapshotBytes: 1);
        try
        {
            model.Check(await JournalFixture.OpenAsync(journal), "started again");
            await live(journal);
        }
        catch (JournalException)
        {
            // It does not start, and would be started again.
        }
    }

    /// <summary>Starts with files that work: what was acknowledged is there, and so is what is written then.</summary>
    private async Task GoesOnAsync(TempFolder folder, JournalModel model, string when)
    {
        await using (var journal = JournalFixture.Create(folder.Path, _time))
        {
            model.Check(await JournalFixture.OpenAsync(journal), when);
            await model.ToggleAsync(journal, "z");
        }

        model.Check(await RecoverAsync(folder), $"{when}, then gone on");
        Assert.Single(model.Acknowledged.Find("orders")!.Instances, instance => instance.Key.InstanceId == "z");
    }

    private Task<CatalogSnapshot> RecoverAsync(TempFolder folder) => JournalFixture.RecoverAsync(JournalFixture.Create(folder.Path, _time));
}
