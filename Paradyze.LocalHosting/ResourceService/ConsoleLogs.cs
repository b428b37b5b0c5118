using System.Collections.Concurrent;
using Paradyze.LocalHosting.ApplicationModel;
using Paradyze.LocalHosting.Orchestration;
using Paradyze.LocalHosting.Supervision;

namespace Paradyze.LocalHosting.ResourceService;

/// <summary>What every replica wrote since the application was started.</summary>
internal sealed class ConsoleLogs : IReplicaObserver
{
    private readonly ConcurrentDictionary<Replica, ConsoleLog> _logs = new();

    public ConsoleLog Of(Replica replica) => _logs.GetOrAdd(replica, _ => new());

    public void Wrote(Replica replica, OutputLine line) => Of(replica).Add(line);
}
