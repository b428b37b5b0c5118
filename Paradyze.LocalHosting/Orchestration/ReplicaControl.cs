using Paradyze.LocalHosting.ApplicationModel;

namespace Paradyze.LocalHosting.Orchestration;

/// <summary>Starts and stops one replica as often as it is told, one command after the other.</summary>
internal sealed class ReplicaControl(ReplicaRunner runner) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    private CancellationTokenSource _stopping = new();
    private Task _life = Task.CompletedTask;
    private bool _closed;

    public Replica Replica => runner.Replica;

    /// <summary>Starts the replica with the application, unless it is to be started by command.</summary>
    public async Task BeginAsync()
    {
        if (Replica.Resource.StartsExplicitly)
            runner.Offer();
        else
            await StartAsync(CancellationToken.None);
    }

    public Task<ExecuteCommandResult> StartAsync(CancellationToken cancellationToken) => InTurnAsync(
        () => Task.FromResult(_life.IsCompleted ? Start() : Refused("start")),
        cancellationToken);

    public Task<ExecuteCommandResult> StopAsync(CancellationToken cancellationToken) => InTurnAsync(
        async () => _life.IsCompleted ? Refused("stop") : await EndAsync(),
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
            return ExecuteCommandResult.Failed($"Resource '{Replica.DisplayName}' cannot start: the application stops.");

        _stopping.Dispose();
        _stopping = new();
        _life = runner.RunAsync(_stopping.Token);
        return ExecuteCommandResult.Succeeded;
    }

    private async Task<ExecuteCommandResult> EndAsync()
    {
        await _stopping.CancelAsync();
        await _life;
        return ExecuteCommandResult.Succeeded;
    }

    private ExecuteCommandResult Refused(string command) =>
        ExecuteCommandResult.Failed($"Resource '{Replica.DisplayName}' cannot {command}: it is {runner.State}.");
}
