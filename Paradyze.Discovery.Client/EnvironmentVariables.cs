namespace Paradyze.Discovery.Client;

/// <summary>Reads an environment variable; <see langword="null"/> when it is not set. Tests give their own.</summary>
internal delegate string? EnvironmentVariables(string name);
