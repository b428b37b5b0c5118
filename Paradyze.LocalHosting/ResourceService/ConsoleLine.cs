namespace Paradyze.LocalHosting.ResourceService;

/// <summary>A line that a process wrote. Numbers begin at 1 and go on when the process is started again.</summary>
internal readonly record struct ConsoleLine(int Number, string Text, bool IsError);
