namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>A variable of a resource. Its value is asked for when the process starts: only then are the ports known.</summary>
internal sealed record EnvironmentVariable(string Name, Func<string> Value);
