using Microsoft.Extensions.Time.Testing;
using Paradyze.LocalHosting.ResourceService;

namespace Paradyze.LocalHosting.Tests.ResourceService;

public sealed class ReplicaRecordsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Noon);
    private readonly ReplicaRecords _records;
    private readonly Replica _one;
    private readonly Replica _other;

    public ReplicaRecordsTests()
    {
        var shop = TestApp.CreateBuilder().AddService("shop").WithReplicas(2).Resource;
        (_one, _other) = (new(shop, index: 0), new(shop, index: 1));
        _records = new(_time);
    }

    [Fact]
    public void After_WatcherReadsEachTime_SeesEachState()
    {
        Happens(_one, new(KnownResourceStates.Starting));
        var first = Assert.Single(_records.After(0));
        Happens(_one, new(KnownResourceStates.Running, ProcessId: 7));
        var second = Assert.Single(_records.After(first.Revision));

        Assert.Equal(KnownResourceStates.Starting, first.Latest.Snapshot.State);
        Assert.Equal(KnownResourceStates.Running, second.Latest.Snapshot.State);
        Assert.Empty(_records.After(second.Revision));
    }

    [Fact]
    public void After_WatcherWasSlow_FindsOneLatestStateAReplicaInTheOrderOfTheChanges()
    {
        for (var round = 1; round <= 1_000; round++)
        {
            Happens(_one, new(KnownResourceStates.Running, ProcessId: round));
            Happens(_other, new(KnownResourceStates.Running, ProcessId: -round));
        }

        Happens(_one, new(KnownResourceStates.Stopping, ProcessId: 1_000));

        Assert.Equal([_other, _one], _records.After(0).Select(record => record.Latest.Replica));
        Assert.Equal([-1_000, 1_000], _records.After(0).Select(record => record.Latest.Snapshot.ProcessId));
    }

    [Fact]
    public void Changed_ProcessLivesTwice_TellsWhenTheLatestBeganAndEnded()
    {
        Happens(_one, new(KnownResourceStates.Starting));
        Assert.Equal((Noon, null, null), Times());

        HappensASecondLater(new(KnownResourceStates.Running, ProcessId: 7));
        HappensASecondLater(new(KnownResourceStates.Running, ResourceHealth.Healthy, ProcessId: 7));
        Assert.Equal((Noon, Noon.AddSeconds(1), null), Times());

        HappensASecondLater(new(KnownResourceStates.Exited, ExitCode: 3) { StartsAgain = true });
        HappensASecondLater(new(KnownResourceStates.Starting));
        Assert.Equal((Noon, Noon.AddSeconds(1), Noon.AddSeconds(3)), Times());

        HappensASecondLater(new(KnownResourceStates.Running, ProcessId: 8));
        Assert.Equal((Noon, Noon.AddSeconds(5), null), Times());
    }

    private void Happens(Replica replica, ResourceSnapshot snapshot) => _records.Changed(new(replica, snapshot));

    private void HappensASecondLater(ResourceSnapshot snapshot)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        Happens(_one, snapshot);
    }

    private (DateTimeOffset Created, DateTimeOffset? Started, DateTimeOffset? Stopped) Times()
    {
        var record = Assert.Single(_records.After(0));
        return (record.CreatedAt, record.StartedAt, record.StoppedAt);
    }
}
