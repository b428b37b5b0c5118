using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Paradyze.LocalHosting.ApplicationModel;
using Paradyze.LocalHosting.Orchestration;

namespace Paradyze.LocalHosting.ResourceService;

/// <summary>
/// Answers Aspire's dashboard. Streams end, with all that has happened, when <paramref name="lifetime"/>, that of the server, stops.
/// </summary>
internal sealed class DashboardService(
    ReplicaRecords records,
    ConsoleLogs logs,
    ReplicaTable replicas,
    ResourceCommandService commands,
    ApplicationName application,
    IHostApplicationLifetime lifetime) : Wire.DashboardService.DashboardServiceBase
{
    // The messages are those of Aspire 13: an older dashboard tells its user to update it.
    private const string MinDashboardVersion = "13.0.0";

    public override Task<Wire.ApplicationInformationResponse> GetApplicationInformation(
        Wire.ApplicationInformationRequest request,
        ServerCallContext context) =>
        Task.FromResult(new Wire.ApplicationInformationResponse
        {
            ApplicationName = application.Value,
            MinDashboardVersion = MinDashboardVersion,
        });

    public override async Task WatchResources(
        Wire.WatchResourcesRequest request,
        IServerStreamWriter<Wire.WatchResourcesUpdate> responseStream,
        ServerCallContext context)
    {
        var known = records.After(revision: 0);
        await responseStream.WriteAsync(WireUpdates.Initial(known), context.CancellationToken);
        var revision = LastRevision(known, before: 0);
        await FollowAsync(
            records.HasChanged,
            () => records.After(revision),
            changed =>
            {
                revision = LastRevision(changed, revision);
                return responseStream.WriteAsync(WireUpdates.Changes(changed), context.CancellationToken);
            },
            context.CancellationToken);
    }

    public override async Task WatchResourceConsoleLogs(
        Wire.WatchResourceConsoleLogsRequest request,
        IServerStreamWriter<Wire.WatchResourceConsoleLogsUpdate> responseStream,
        ServerCallContext context)
    {
        var log = logs.Of(Require(request.ResourceName));
        var number = 0;
        var last = request.SuppressFollow ? log.Last : int.MaxValue; // or a process that goes on writing would be followed all the same
        await FollowAsync<ConsoleLine>(
            log.Changed,
            () => [.. log.After(number).TakeWhile(line => line.Number <= last)],
            lines =>
            {
                number = lines[^1].Number;
                return responseStream.WriteAsync(WireUpdates.Lines(lines), context.CancellationToken);
            },
            context.CancellationToken,
            endsWhenRead: request.SuppressFollow);
    }

    public override async Task<Wire.ResourceCommandResponse> ExecuteResourceCommand(
        Wire.ResourceCommandRequest request,
        ServerCallContext context)
    {
        var replica = Require(request.ResourceName);
        var result = await commands.ExecuteCommandAsync(replica.Id, request.CommandName, context.CancellationToken);
        return WireCommands.Response(result);
    }

    /// <summary>Writes what there is to read, again and again; at the end once more, so that a watcher hears how it ended.</summary>
    private async Task FollowAsync<T>(
        ChangeSignal signal,
        Func<IReadOnlyList<T>> read,
        Func<IReadOnlyList<T>, Task> write,
        CancellationToken gone,
        bool endsWhenRead = false)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping, gone);
        while (!gone.IsCancellationRequested)
        {
            var changed = signal.Next;
            var isLast = endsWhenRead || ending.IsCancellationRequested;
            if (read() is { Count: > 0 } news)
                await write(news);
            else if (isLast)
                return;
            else
                await changed.WaitAsync(ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Replica Require(string name) => replicas.Find(name) switch
    {
        [var control] => control.Replica,
        [] => throw new RpcException(new(StatusCode.NotFound, replicas.WhyNotOne(name))),
        _ => throw new RpcException(new(StatusCode.InvalidArgument, replicas.WhyNotOne(name))),
    };

    private static long LastRevision(IReadOnlyList<ReplicaRecord> changed, long before) => changed is [.., var last] ? last.Revision : before;
}
