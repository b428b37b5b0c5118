using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal;
using Paradyze.Registry.Journal.JsonFile;

namespace Paradyze.Registry.Tests.Journal.Faults;

/// <summary>Writes to journals and keeps what was promised: what must be there afterwards, and what may be.</summary>
internal sealed class JournalModel
{
    private readonly List<CatalogSnapshot> _promised = [CatalogSnapshot.Empty];

    /// <summary>Everything that was acknowledged.</summary>
    public CatalogSnapshot Acknowledged => _promised[^1];

    /// <summary>The states after each commit that was acknowledged, from the empty one on.</summary>
    public IReadOnlyList<CatalogSnapshot> History => _promised;

    /// <summary>The same with a batch of which nobody knows.</summary>
    public CatalogSnapshot? Perhaps { get; private set; }

    /// <summary>Whether a batch was refused with the promise that nothing of it happened.</summary>
    public int Refused { get; private set; }

    /// <summary>Puts an instance, or removes it when it is there.</summary>
    public async Task ToggleAsync(IJournal journal, params IEnumerable<string> ids)
    {
        var batch = ids.Select(Toggle).ToArray();
        try
        {
            var outcomes = await journal.AppendAsync(batch, TestContext.Current.CancellationToken);
            Assert.All(outcomes, outcome => Assert.True(outcome.IsCommitted));
            _promised.Add(Acknowledged.Apply(outcomes[0].Revision, batch));
            Perhaps = null;
        }
        catch (JournalException e)
        {
            if (e.IsOutcomeKnown) Refused++;
            else Perhaps = Acknowledged.Apply(Acknowledged.Revision + 1, batch);
        }
    }

    /// <summary>Offers a snapshot of everything and waits until it is written, or was given up.</summary>
    public async Task SnapshotAsync(JsonFileJournal journal)
    {
        journal.Offer(Acknowledged);
        await journal.SnapshotWritten;
    }

    /// <summary>Checks what a journal recovers, and goes on from there.</summary>
    public void Check(CatalogSnapshot recovered, string when)
    {
        var mayBe = new[] { Acknowledged, Perhaps ?? Acknowledged }.Select(Text);
        Assert.True(mayBe.Contains(Text(recovered)), $"{when}: recovered {Text(recovered)}, and that must be one of {string.Join(" or ", mayBe)}");
        if (Text(recovered) != Text(Acknowledged)) _promised.Add(recovered);
        Perhaps = null;
    }

    public static string Text(CatalogSnapshot state) => $"[{string.Join(' ', state.Describe())}] at {state.Revision}";

    private InstanceChange Toggle(string id)
    {
        var known = Acknowledged.Find("orders")?.Find(id);
        return known is null ? Instances.Put("orders", id) : Instances.Remove("orders", id, known.Revision);
    }
}
