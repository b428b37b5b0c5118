using Paradyze.LocalHosting.ApplicationModel;

namespace Paradyze.LocalHosting.Orchestration;

/// <summary>Starts and stops one replica as often as it is told, one command after the other.</summary>
internal sealed class ReplicaControl(ReplicaRunner runner) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    private CancellationTokenSource _stopping = new();
    private Task _life = Task.CompletedTask;
    private bool _closed;

    public Replica Replica => runner.State.Replica;

    public ResourceSnapshot Latest => runner.State.Latest;

    /// <summary>Starts the replica with the application, unless it is to be started by command.</summary>
    public async Task BeginAsync()
    {
        if (Replica.Resource.StartsExplicitly)
            runner.Offer();
        else
            await StartAsync(CancellationToken.None);
    }

    public Task<ExecuteCommandResult> StartAsync(CancellationToken cancellationToken) => InTurnAsync(
        async () =>
        {
            if (!Latest.IsAtRest)
                return Refused("start");
            await _life; // which is over as soon as those who follow it have been told
            return Start();
        },
        cancellationToken);

    public Task<ExecuteCommandResult> StopAsync(CancellationToken cancellationToken) => InTurnAsync(
        async () => Latest.IsAtRest ? Refused("stop") : await EndAsync(),
        cancellationToken);

    public Task<ExecuteCommandResult> RestartAsync(CancellationToken cancellationToken) => InTurnAsync(
        async () =>
        {
            await EndAsync();
            return Start();
        },
        cancellationToken);

    /// <summary>Stops the replica for good.</summary>
    public Task CloseAsync() => InTurnAsync(
        () =>
        {
            _closed = true;
            return EndAsync();
        },
        CancellationToken.None);

    public void Dispose()
    {
        _stopping.Dispose();
        _turn.Dispose();
    }

    private async Task<ExecuteCommandResult> InTurnAsync(Func<Task<ExecuteCommandResult>> command, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await command();
        }
        finally
        {
            _turn.Release();
        }
    }

    private ExecuteCommandResult Start()
    {
        if (_closed)
            return CommandResults.Failure($"Resource '{Replica.DisplayName}' cannot start: the application stops.");

        _stopping.Dispose();
        _stopping = new();
        _life = runner.RunAsync(_stopping.Token);
        return CommandResults.Success();
    }

    private async Task<ExecuteCommandResult> EndAsync()
    {
        await _stopping.CancelAsync();
        await _life;
        return CommandResults.Success();
    }

    private ExecuteCommandResult Refused(string command) =>
        CommandResults.Failure($"Resource '{Replica.DisplayName}' cannot {command}: it is {Latest.State}.");
}
