namespace Paradyze.Discovery.Client;

/// <summary>The registries' urls out of one text, separated by <c>;</c>.</summary>
internal static class RegistryAddresses
{
    public static string[] Split(string? text) =>
        (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The urls, each ending in a slash so that paths can be resolved against it.</summary>
    public static Uri[] Parse(string text) =>
        [.. Split(text).Select(url => new Uri(url.EndsWith('/') ? url : url + "/")).Distinct()];
}
