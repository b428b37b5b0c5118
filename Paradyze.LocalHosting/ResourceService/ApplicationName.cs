using Microsoft.Extensions.Hosting;

namespace Paradyze.LocalHosting.ResourceService;

/// <summary>What the dashboard is titled with: the app host's name, without the word for what it is.</summary>
internal sealed class ApplicationName(IHostEnvironment environment)
{
    private const string Suffix = ".AppHost";

    public string Value => environment.ApplicationName.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase)
        ? environment.ApplicationName[..^Suffix.Length]
        : environment.ApplicationName;
}
