namespace Paradyze.LocalHosting;

/// <summary>Tells that the app model cannot be run as it is written, or that one of its resources failed.</summary>
public sealed class DistributedApplicationException(string message) : Exception(message);
