namespace Paradyze.Registry;

/// <summary>The registry cannot start as it is set up.</summary>
internal sealed class StartupException(string message) : Exception(message);
