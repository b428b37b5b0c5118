using Paradyze.Discovery;

namespace Paradyze.Registry.Api.Input;

/// <summary>The caller's input cannot be used.</summary>
internal sealed class InvalidInputException(RegistryProblem problem) : Exception(problem.Detail)
{
    private const int MaxFaults = 100;

    public RegistryProblem Problem { get; } = problem;

    public static void ThrowIfAny(List<InputFault> faults)
    {
        if (faults.Count == 0) return;
        var detail = faults.Count switch
        {
            1 => "The input has 1 fault.",
            <= MaxFaults => $"The input has {faults.Count} faults.",
            _ => $"The input has {faults.Count} faults; the first {MaxFaults} are listed.",
        };
        throw new InvalidInputException(Problems.Of(StatusCodes.Status400BadRequest, ErrorCodes.InvalidInput, detail)
            with { Errors = faults.Count > MaxFaults ? faults[..MaxFaults] : faults });
    }
}
