namespace Paradyze.Registry;

/// <summary>The registry cannot start as it is set up, or could not go on; the message says why and what to do.</summary>
internal sealed class RegistryFailedException(string message, Exception? cause = null) : Exception(message, cause);
