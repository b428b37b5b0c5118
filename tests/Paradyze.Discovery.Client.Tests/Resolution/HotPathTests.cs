namespace Paradyze.Discovery.Client.Tests;

public sealed class HotPathTests
{
    private const int Rounds = 10_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ResolveAsync_FromMemory_AllocatesNothing()
    {
        await using var registry = await FakeRegistry.StartNewAsync();
        for (var i = 0; i < 5; i++)
        {
            registry.Put("orders", $"o{i}", $"http://{i}.test", endpoints: new() { ["https"] = $"https://{i}.test", ["admin"] = $"http://{i}.test:9000" });
        }

        await using var client = new ClientFixture(registry);
        var resolver = client.Resolver;
        EndpointQuery[] queries =
        [
            new("orders"),
            new("ORDERS") { Scheme = SchemeRule.HttpsOnly },
            new("orders") { Scheme = SchemeRule.HttpsPreferred },
            new("orders") { EndpointName = "admin" },
        ];
        await resolver.ResolveAsync("orders", Cancel);
        Resolve(resolver, queries);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Resolve(resolver, queries);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
    }

    private static void Resolve(ServiceResolver resolver, EndpointQuery[] queries)
    {
        for (var i = 0; i < Rounds; i++)
        {
            var resolution = resolver.ResolveAsync(queries[i % queries.Length], CancellationToken.None);
            if (!resolution.IsCompletedSuccessfully) throw new InvalidOperationException("Not from memory.");
        }
    }
}
