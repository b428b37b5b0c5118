namespace Paradyze.LocalHosting;

internal enum EngineMode
{
    /// <summary>In front of a person: fixed ports, the console, signals.</summary>
    Run,

    /// <summary>In a test: ports of its own only, silent, signals belong to the test's process.</summary>
    Test,
}
