using System.Net;

namespace Paradyze.Discovery.Client;

/// <summary>The registry refused a call, or none could be reached.</summary>
public sealed class RegistryException : Exception
{
    internal RegistryException(string message, HttpStatusCode? statusCode = null, RegistryProblem? problem = null, Exception? innerException = null)
        : base(message, innerException) => (StatusCode, Problem) = (statusCode, problem);

    /// <summary>Gets what the registry answered; <see langword="null"/> when none could be reached.</summary>
    public HttpStatusCode? StatusCode { get; }

    /// <summary>Gets the problem that the registry described, when it did.</summary>
    public RegistryProblem? Problem { get; }
}
