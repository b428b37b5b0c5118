namespace Paradyze.Discovery.Client;

/// <summary>No source knows the service.</summary>
public sealed class ServiceNotFoundException : ServiceResolutionException
{
    internal ServiceNotFoundException(ServiceExplanation explanation, string? furtherAttempt = null, Exception? innerException = null)
        : base(explanation.ServiceName, Describe(explanation, furtherAttempt), innerException) => Explanation = explanation;

    /// <summary>Gets what each source said.</summary>
    public ServiceExplanation Explanation { get; }

    private static string Describe(ServiceExplanation explanation, string? furtherAttempt) =>
        $"No source knows the service '{explanation.ServiceName}'. Asked, in this order:\n"
        + $"{explanation}\n"
        + (furtherAttempt is null ? "" : $"- {furtherAttempt}\n")
        + $"Start '{explanation.ServiceName}' so that it registers itself, or set one of the above.";
}
