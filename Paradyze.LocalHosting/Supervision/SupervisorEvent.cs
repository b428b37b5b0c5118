using System.Text.Json.Serialization;

namespace Paradyze.LocalHosting.Supervision;

/// <summary>What the supervisor tells the host, one JSON document a line.</summary>
[JsonDerivedType(typeof(ProcessStarted), "started")]
[JsonDerivedType(typeof(ProcessStartFailed), "failed")]
[JsonDerivedType(typeof(ProcessOutput), "output")]
[JsonDerivedType(typeof(ProcessExited), "exited")]
internal abstract record SupervisorEvent(string Id);

internal sealed record ProcessStarted(string Id, int ProcessId) : SupervisorEvent(Id);

internal sealed record ProcessStartFailed(string Id, string Reason) : SupervisorEvent(Id);

internal sealed record ProcessOutput(string Id, string Line, bool IsError) : SupervisorEvent(Id);

/// <summary>The process has ended and its output is complete. A signal counts as exit code 128 + its number.</summary>
internal sealed record ProcessExited(string Id, int ExitCode) : SupervisorEvent(Id);
