namespace Paradyze.Discovery.Client;

/// <summary>The environment variable <c>{SERVICE_NAME}_URL</c>.</summary>
internal sealed class EnvironmentSource(EnvironmentVariables environment)
{
    public SourceAnswer Ask(string serviceName)
    {
        var variable = VariableFor(serviceName);
        return NamedUrl.Answer(ResolutionSource.Environment, "environment", variable, serviceName, environment(variable));
    }

    /// <summary>The variable's name: upper case, <c>-</c> and <c>.</c> become <c>_</c>.</summary>
    public static string VariableFor(string serviceName) =>
        serviceName.ToUpperInvariant().Replace('-', '_').Replace('.', '_') + "_URL";
}
