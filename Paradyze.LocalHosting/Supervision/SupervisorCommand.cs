using System.Text.Json.Serialization;

namespace Paradyze.LocalHosting.Supervision;

/// <summary>What the host tells the supervisor, one JSON document a line.</summary>
[JsonDerivedType(typeof(StartProcess), "start")]
[JsonDerivedType(typeof(StopProcess), "stop")]
internal abstract record SupervisorCommand(string Id);

internal sealed record StartProcess(
    string Id,
    string FileName,
    IReadOnlyList<string> Arguments,
    string WorkingDirectory,
    IReadOnlyDictionary<string, string> Environment) : SupervisorCommand(Id);

internal sealed record StopProcess(string Id, TimeSpan Grace) : SupervisorCommand(Id);
