using Grpc.Core;

namespace Paradyze.LocalHosting.Tests.ResourceService;

/// <summary>A stream of resources, and what it has told so far.</summary>
internal sealed class WatchedResources(AsyncServerStreamingCall<Wire.WatchResourcesUpdate> call) : IDisposable
{
    private readonly Dictionary<string, Wire.Resource> _latest = new(StringComparer.Ordinal);

    /// <summary>Gets every state that was told, of all resources, in order.</summary>
    public List<Wire.Resource> History { get; } = [];

    public Wire.InitialResourceData? Initial { get; private set; }

    public IReadOnlyList<Wire.Resource> Of(string name) =>
        [.. _latest.Values.Where(resource => resource.DisplayName == name).OrderBy(resource => resource.Name, StringComparer.Ordinal)];

    /// <summary>Reads on until the replicas of a resource, as many as are expected, are all so.</summary>
    public async Task<IReadOnlyList<Wire.Resource>> UntilAsync(string name, Func<Wire.Resource, bool> condition, int replicas = 1)
    {
        while (Of(name).Count(condition) < replicas)
            Assert.True(await ReadAsync(), $"The stream has ended before '{name}' was so: {string.Join(Environment.NewLine, History)}");
        return Of(name);
    }

    public async Task<Wire.Resource> UntilStateAsync(string name, string state) =>
        Assert.Single(await UntilAsync(name, resource => resource.State == state));

    public async Task UntilEndAsync()
    {
        while (await ReadAsync())
        {
            // what it has read is kept
        }
    }

    /// <summary>Reads one update, or finds that the server has ended the stream in order.</summary>
    public async Task<bool> ReadAsync()
    {
        if (!await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken))
            return false;

        var update = call.ResponseStream.Current;
        Initial ??= update.InitialData;
        Assert.Equal(History.Count == 0 && update.InitialData is not null, ReferenceEquals(Initial, update.InitialData));
        foreach (var resource in update.InitialData?.Resources ?? update.Changes.Value.Select(change => change.Upsert))
        {
            _latest[resource.Name] = resource;
            History.Add(resource);
        }

        return true;
    }

    public void Dispose() => call.Dispose();
}
