using System.Collections.Immutable;
using Paradyze.Discovery;

namespace Paradyze.Registry.Journal;

/// <summary>The state that a journal begins with.</summary>
/// <param name="Epoch">The epoch of every revision that this journal gives out.</param>
/// <param name="Revision">The revision of the state.</param>
/// <param name="Instances">All instances at that revision.</param>
internal sealed record JournalSnapshot(string Epoch, long Revision, IReadOnlyList<ServiceInstance> Instances);

/// <summary>Changes that became durable together.</summary>
/// <param name="Revision">Their revision, greater than that of every earlier commit.</param>
/// <param name="At">When, by the clock of the registry that wrote it.</param>
/// <param name="Changes">The changes, in order.</param>
internal sealed record JournalCommit(long Revision, DateTimeOffset At, ImmutableArray<InstanceChange> Changes);

/// <summary>What became of one change of a batch.</summary>
/// <param name="IsCommitted">Whether it is durable. When not, the instance had changed since the decision: decide again.</param>
/// <param name="Revision">The revision it was committed at; when not committed, the revision to catch up with before deciding again.</param>
internal readonly record struct AppendOutcome(bool IsCommitted, long Revision);
