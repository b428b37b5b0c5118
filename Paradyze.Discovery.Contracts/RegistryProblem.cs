namespace Paradyze.Discovery;

/// <summary>What went wrong, as problem details (RFC 9457, media type <c>application/problem+json</c>).</summary>
public sealed record RegistryProblem
{
    /// <summary>The media type of a problem.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>The kind of problem in short, the same for each <c>status</c>.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status code.</summary>
    public required int Status { get; init; }

    /// <summary>A stable code for programs.</summary>
    public required string Code { get; init; }

    /// <summary>What is wrong, with which value, and what to do.</summary>
    public required string Detail { get; init; }

    /// <summary>Every fault of the input.</summary>
    public IReadOnlyList<InputFault>? Errors { get; init; }

    /// <summary>The instances in question, with their status.</summary>
    public IReadOnlyList<ServiceInstance>? Instances { get; init; }
}

/// <summary>One fault of the input.</summary>
/// <param name="Pointer">Where in the body: a JSON pointer (RFC 6901); for a parameter of the path or the query its name.</param>
/// <param name="Detail">The rule and the value, shortened.</param>
public sealed record InputFault(string Pointer, string Detail);
