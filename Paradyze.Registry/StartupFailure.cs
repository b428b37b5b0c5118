using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Paradyze.Registry.Journal;
using Paradyze.Registry.Security;

namespace Paradyze.Registry;

/// <summary>Ends a start that cannot succeed with a sentence instead of a stack trace, and an exit code other than 0.</summary>
internal static class StartupFailure
{
    public const int ExitCode = 1;

    /// <summary>Runs the registry until it is stopped.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> GuardAsync(Func<Task> run)
    {
        try
        {
            await run();
            return 0;
        }
        catch (Exception e) when (Describe(e) is { } description)
        {
            await Console.Error.WriteLineAsync($"error: {description}");
            return ExitCode;
        }
    }

    private static string? Describe(Exception exception) => exception switch
    {
        StartupException or JournalException => exception.Message,
        OptionsValidationException invalid => string.Join(Environment.NewLine + "error: ", invalid.Failures),
        IOException { InnerException: AddressInUseException } => $"{exception.Message} Stop what listens there, or choose another port with {RegistryBinding.PortVariable}.",
        _ => null,
    };
}
