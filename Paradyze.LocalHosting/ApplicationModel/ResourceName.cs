namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>Aspire's rule for names, so that an app model which runs here runs there.</summary>
internal static class ResourceName
{
    private const int MaxLength = 64;

    public static void ThrowIfInvalid(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Fault(name) is { } fault)
            throw new ArgumentException($"Resource name '{name}' is invalid: {fault}.", nameof(name));
    }

    private static string? Fault(string name) => name switch
    {
        "" => "it must not be empty",
        { Length: > MaxLength } => $"it has {name.Length} characters and must have at most {MaxLength}",
        _ when !char.IsAsciiLetter(name[0]) => "it must start with an ASCII letter",
        _ when name.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-') => "it must hold ASCII letters, digits and hyphens only",
        _ when name.Contains("--", StringComparison.Ordinal) => "it must not hold two hyphens in a row",
        _ when name[^1] == '-' => "it must not end with a hyphen",
        _ => null,
    };
}
