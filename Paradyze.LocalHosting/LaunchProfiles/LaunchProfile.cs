using System.Text.Json;

namespace Paradyze.LocalHosting.LaunchProfiles;

/// <summary>What a project's launchSettings.json says about starting it.</summary>
internal sealed record LaunchProfile(
    string Name,
    IReadOnlyList<Uri> ApplicationUrls,
    IReadOnlyDictionary<string, string> EnvironmentVariables)
{
    private const StringSplitOptions Entries = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Reads the first profile that starts the project itself, the one that <c>dotnet run</c> takes.</summary>
    /// <exception cref="DistributedApplicationException">The file cannot be understood.</exception>
    public static LaunchProfile? ReadFirst(string projectDirectory)
    {
        var path = Path.Combine(projectDirectory, "Properties", "launchSettings.json");
        if (!File.Exists(path))
            return null;

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), Lenient);
            return document.RootElement.TryGetProperty("profiles", out var profiles)
                ? profiles.EnumerateObject().Where(StartsTheProject).Select(Read).FirstOrDefault()
                : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or UriFormatException)
        {
            throw new DistributedApplicationException($"'{path}' is not a valid launchSettings.json: {fault.Message}");
        }
    }

    private static bool StartsTheProject(JsonProperty profile) =>
        profile.Value.TryGetProperty("commandName", out var command) && command.ValueEquals("Project");

    private static LaunchProfile Read(JsonProperty profile) => new(
        profile.Name,
        profile.Value.TryGetProperty("applicationUrl", out var urls)
            ? [.. urls.GetString()!.Split(';', Entries).Select(url => new Uri(url))]
            : [],
        profile.Value.TryGetProperty("environmentVariables", out var variables)
            ? variables.EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value.GetString()!)
            : []);
}
