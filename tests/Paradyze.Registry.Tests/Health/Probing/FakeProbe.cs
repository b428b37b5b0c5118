using System.Collections.Concurrent;
using Paradyze.Registry.Health.Asking;
using Paradyze.Registry.Health.Plans;

namespace Paradyze.Registry.Tests.Health.Probing;

/// <summary>Answers as a test says, by the words of the check, and takes note of what was asked.</summary>
internal sealed class FakeProbe : IProbe
{
    private readonly ConcurrentQueue<string> _asked = [];

    /// <summary>What is answered; everything passes while nothing else is said.</summary>
    public Func<string, ProbeReport> Answer { get; set; } = _ => ProbeReport.Pass("answered 200");

    /// <summary>What happens while a probe is under way.</summary>
    public Func<CancellationToken, Task> Meanwhile { get; set; } = _ => Task.CompletedTask;

    public int Count => _asked.Count;

    public async Task<ProbeReport> AskAsync(ProbeCheck check, CancellationToken cancellationToken)
    {
        _asked.Enqueue(check.Words);
        await Meanwhile(cancellationToken);
        return Answer(check.Words);
    }

    /// <summary>What was asked since the last call.</summary>
    public IReadOnlyList<string> TakeAsked()
    {
        var taken = new List<string>();
        while (_asked.TryDequeue(out var asked)) taken.Add(asked);
        return taken;
    }
}
