namespace Paradyze.LocalHosting.Supervision;

/// <summary>A line that a process wrote, to its output or its errors. Between the two there is no order.</summary>
internal readonly record struct OutputLine(string Text, bool IsError = false);
