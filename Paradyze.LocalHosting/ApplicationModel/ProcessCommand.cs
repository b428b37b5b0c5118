namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>How a resource's process is started, without the arguments of the app model.</summary>
internal sealed record ProcessCommand(string FileName, IReadOnlyList<string> Arguments, string WorkingDirectory);
