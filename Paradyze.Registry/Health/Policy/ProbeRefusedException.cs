namespace Paradyze.Registry.Health.Policy;

/// <summary>The policy forbids to connect.</summary>
/// <param name="message">Why, in words that complete "GET http://... ...".</param>
internal sealed class ProbeRefusedException(string message) : Exception(message);
