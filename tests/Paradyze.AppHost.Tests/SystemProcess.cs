using System.Diagnostics;
using System.Globalization;
using Paradyze.Testing;

namespace Paradyze.AppHost.Tests;

/// <summary>A process of a started system, as Linux shows it: whatever engine has started it.</summary>
internal sealed record SystemProcess(int Id, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>Gets the resource's name.</summary>
    public string Name => Environment["OTEL_SERVICE_NAME"];

    /// <summary>Gets the replica's id in the app model, by which it also registers.</summary>
    public string InstanceId => $"{Name}-{Environment["OTEL_RESOURCE_ATTRIBUTES"].Split("service.instance.id=")[1].Split(',')[0]}";

    /// <summary>Gets the port that it was told to listen on, if any.</summary>
    public int? Port => Environment.TryGetValue("ASPNETCORE_URLS", out var urls) ? new Uri(urls).Port
        : Environment.TryGetValue("PORT", out var port) ? int.Parse(port, CultureInfo.InvariantCulture)
        : null;

    /// <summary>Finds the processes that have a variable in their environment.</summary>
    public static IReadOnlyList<SystemProcess> With(string variable, string value) =>
        [.. Process.GetProcesses()
            .Select(process => new SystemProcess(process.Id, Read(process.Id)))
            .Where(process => process.Environment.GetValueOrDefault(variable) == value)];

    /// <summary>Finds the services of one system: those that were told of its registry.</summary>
    public static IReadOnlyList<SystemProcess> ServicesOf(Uri registry) => With("SERVICE_REGISTRY_URL", registry.ToString().TrimEnd('/'));

    public void Signal(int number) => ProcessSignal.Send(Id, number);

    private static Dictionary<string, string> Read(int processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/environ")
                .Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Select(entry => entry.Split('=', 2))
                .DistinctBy(entry => entry[0])
                .ToDictionary(entry => entry[0], entry => entry[^1]);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return []; // ended meanwhile, or another user's
        }
    }
}
