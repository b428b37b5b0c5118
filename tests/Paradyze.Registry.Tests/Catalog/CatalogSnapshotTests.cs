using CsCheck;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Journal;

namespace Paradyze.Registry.Tests.Catalog;

public sealed class CatalogSnapshotTests
{
    private static readonly Gen<(string Service, string Id, bool IsPut)[]> s_changes =
        Gen.Select(OneOf("orders", "Orders", "products"), OneOf("a", "A", "b", "c"), Gen.Bool).Array[0, 40];

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    [Fact]
    public void Apply_AnyChanges_IsWhatADictionaryHolds() => s_changes.Sample(changes =>
    {
        var state = CatalogSnapshot.Empty;
        var model = new Dictionary<(string, string), long>();
        foreach (var (service, id, isPut) in changes)
        {
            var revision = state.Revision + 1;
            var change = isPut ? Instances.Put(service, id) : Instances.Remove(service, id, basedOn: 0);
            state = state.Apply(revision, change);
            if (isPut) model[(service.ToUpperInvariant(), id)] = revision;
            else model.Remove((service.ToUpperInvariant(), id));
        }

        var held = state.Services.SelectMany(cell => cell.Instances.Select(i => (cell.Name.ToUpperInvariant(), i.Key.InstanceId, i.Revision)));
        return state.InstanceCount == model.Count
            && held.Order().SequenceEqual(model.Select(entry => (entry.Key.Item1, entry.Key.Item2, entry.Value)).Order())
            && state.Services.All(cell => cell.Instances.Length > 0);
    });

    [Fact]
    public void Apply_OneService_LeavesTheCellsOfOthersAsTheyAre()
    {
        var before = CatalogSnapshot.Empty.Apply(1, Instances.Put("orders", "a"));
        var after = before.Apply(2, Instances.Put("products", "b"));
        Assert.Same(before.Find("orders"), after.Find("ORDERS"));
        Assert.Null(before.Find("products"));
    }

    [Fact]
    public void Apply_Removal_RaisesTheServiceRevision()
    {
        var state = CatalogSnapshot.Empty
            .Apply(1, Instances.Put("orders", "a"), Instances.Put("orders", "b"))
            .Apply(2, Instances.Remove("orders", "a", basedOn: 1));
        Assert.Equal(2, state.Find("orders")!.Revision);
    }

    [Fact]
    public async Task WaitForAsync_RevisionToCome_ReturnsWhenItIsThere()
    {
        var catalog = new ServiceCatalog();
        catalog.Reset(new JournalSnapshot("e", 0, []));
        var waiting = catalog.WaitForAsync(2, TestContext.Current.CancellationToken);
        catalog.Apply(new JournalCommit(1, Instances.Start, [Instances.Put("orders", "a").At(1)]));
        Assert.False(waiting.IsCompleted);
        catalog.Apply(new JournalCommit(2, Instances.Start, [Instances.Put("orders", "b").At(2)]));
        Assert.Equal(2, (await waiting).InstanceCount);
    }

    [Fact]
    public void Answer_Read_IsJoinedOnceAndForgottenWhenNobodyReads()
    {
        var state = CatalogSnapshot.Empty.Apply(1, Instances.Put("orders", "a"));
        var cell = state.Find("orders")!;
        var answer = cell.Answer("e");
        Assert.Same(answer, cell.Answer("e"));

        UnreadAnswers.Forget(state);
        Assert.Same(answer, cell.Answer("e"));
        UnreadAnswers.Forget(state);
        Assert.NotSame(answer, cell.Answer("e"));
    }

    [Fact]
    public void ServicesFrom_AnyPrefixAndName_IsWhatASearchOfAllFinds() =>
        Gen.Select(Gen.Char["aAbB1."].Array[1, 4].Array[0, 800], Gen.Char["ab1"].Array[0, 2], Gen.Char["abB1"].Array[0, 3]).Sample((names, start, behind) =>
        {
            var services = names.Select(name => "s" + string.Concat(name) + "e").ToHashSet(StringComparer.OrdinalIgnoreCase);
            var state = CatalogSnapshot.Of(1, [.. services.Select(name => Unchecked(name))]);
            var (prefix, after) = (start.Length == 0 ? null : "S" + string.Concat(start), behind.Length == 0 ? null : "s" + string.Concat(behind));
            var expected = services
                .Where(name => prefix is null || name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                .Where(name => after is null || StringComparer.OrdinalIgnoreCase.Compare(name, after) > 0)
                .Order(StringComparer.OrdinalIgnoreCase);
            return state.ServicesFrom(prefix, after).Select(cell => cell.Name).SequenceEqual(expected);
        });

    // Names as the order sees them: more of them than the grammar allows.
    private static RegisteredInstance Unchecked(string service) => RegisteredInstance.Create(
        new InstanceKey(service, "a"), Instances.Registration("any", "a"), new InstanceState(InstanceStatus.Up, null, Instances.Start, Revision: 1));
}
