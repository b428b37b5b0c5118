using System.Globalization;
using CsCheck;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Leases;

namespace Paradyze.Registry.Tests.Leases;

public sealed class VitalsIndexTests
{
    [Fact]
    public void AddRemove_InAnyOrder_FindsWhatADictionaryFinds() =>
        Gen.Int[0, 300].Array[0, 3000].Sample(toggled =>
        {
            var index = new VitalsIndex();
            var expected = new Dictionary<int, Vitals>();
            foreach (var id in toggled)
            {
                if (expected.Remove(id, out var known)) index.Remove(known);
                else index.Add(expected[id] = VitalsOf(id));
            }

            Assert.Equal(expected.Count, index.Count);
            for (var id = 0; id <= 300; id++) Assert.Same(expected.GetValueOrDefault(id), Find(index, "orders", Name(id)));
        });

    [Fact]
    public void Add_Many_AllAreFoundAndTheRemovedAreNot()
    {
        var index = new VitalsIndex();
        var all = Enumerable.Range(0, 20_000).Select(VitalsOf).ToList();
        all.ForEach(index.Add);
        foreach (var odd in all.Where((_, i) => i % 2 == 1)) index.Remove(odd);
        for (var i = 0; i < all.Count; i++) Assert.Same(i % 2 == 0 ? all[i] : null, Find(index, "orders", Name(i)));
    }

    [Fact]
    public async Task Find_WhileOthersComeAndGo_AlwaysFindsWhatStays()
    {
        var index = new VitalsIndex();
        var stays = Enumerable.Range(0, 500).Select(VitalsOf).ToList();
        stays.ForEach(index.Add);
        using var done = new CancellationTokenSource();
        var reading = Task.Run(
            () =>
            {
                var rounds = 0;
                for (; !done.IsCancellationRequested || rounds == 0; rounds++)
                {
                    for (var i = 0; i < stays.Count; i++) Assert.Same(stays[i], Find(index, "orders", Name(i)));
                }
            },
            TestContext.Current.CancellationToken);

        // Enough to fill it with marks and to make it anew several times.
        for (var i = 0; i < 20_000; i++)
        {
            var passing = VitalsOf(1000 + i);
            index.Add(passing);
            if (i % 3 != 0) index.Remove(passing);
        }

        await done.CancelAsync();
        await reading;
    }

    [Theory]
    [InlineData("ORDERS", "a0", true)]
    [InlineData("orders", "A0", false)]
    [InlineData("orders", "", false)]
    [InlineData("", "a0", false)]
    [InlineData("\u212Aorders", "a0", false)] // a Kelvin sign, which lower-cases to a k elsewhere
    public void Find_OtherSpellings_TakesTheNameWithoutCaseAndTheIdWith(string service, string id, bool isFound)
    {
        var index = new VitalsIndex();
        index.Add(VitalsOf(0));
        Assert.Equal(isFound, Find(index, service, id) is not null);
    }

    [Fact]
    public void Find_ManyAtOnce_FindsWhatEachFindsAlone()
    {
        var index = new VitalsIndex();
        var all = Enumerable.Range(0, 2000).Select(VitalsOf).ToList();
        all.ForEach(index.Add);
        foreach (var odd in all.Where((_, i) => i % 2 == 1)) index.Remove(odd);
        string[] ids = [.. Enumerable.Range(0, 2100).Select(Name), "no key at all", ""];
        foreach (var batch in ids.Chunk(KeyBatch.MaxCount))
        {
            var found = new Vitals?[batch.Length];
            Heartbeat[] senders = [.. batch.Select(id => new Heartbeat { ServiceName = "Orders", InstanceId = id })];
            index.Find(new KeyBatch(new byte[KeyBatch.MaxBytes], new int[KeyBatch.MaxCount], senders), found);
            Assert.Equal(batch.Select(id => Find(index, "orders", id)), found);
        }
    }

    [Fact]
    public void Find_LongestKey_IsFoundAndALongerOneIsNobodys()
    {
        var (service, id) = (string.Join('.', new string('s', 63), new string('t', 62), "u"), new string('i', 128));
        var index = new VitalsIndex();
        index.Add(new Vitals(Instances.Of(service, id)));
        Assert.NotNull(Find(index, service, id));
        Assert.Null(Find(index, service, id + "i"));
    }

    private static Vitals? Find(VitalsIndex index, string service, string id)
    {
        Span<byte> bytes = stackalloc byte[InstanceKeyText.MaxBytes];
        return new InstanceKeyText(service, id).TryWrite(bytes) is > 0 and var length ? index.Find(bytes[..length]) : null;
    }

    private static Vitals VitalsOf(int id) => new(Instances.Of("orders", Name(id)));

    private static string Name(int id) => string.Create(CultureInfo.InvariantCulture, $"a{id}");
}
