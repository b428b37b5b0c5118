using System.Globalization;
using System.Text.RegularExpressions;
using Paradyze.Testing;

namespace Paradyze.Registry.Deploy.Tests;

/// <summary>A published registry that runs.</summary>
public sealed partial class RunningRegistry(ConsoleProcess process) : IAsyncDisposable
{
    /// <summary>Everything it has printed.</summary>
    public string Output => string.Join('\n', process.Lines);

    public static IEnumerable<KeyValuePair<string, string>> Environment(string dataFolder) =>
    [
        new("SERVICE_REGISTRY_DATA", dataFolder),
        new("SERVICE_REGISTRY_PORT", "0"),
        new("ASPNETCORE_ENVIRONMENT", "Production"),
    ];

    /// <summary>Where it listens, once it does.</summary>
    public async Task<Uri> AddressAsync(CancellationToken cancellationToken) =>
        new((await process.LineAsync(NowListening(), cancellationToken)).Groups["url"].Value);

    /// <summary>How long it took to listen, by its own account.</summary>
    public async Task<TimeSpan> StartTimeAsync(CancellationToken cancellationToken) => TimeSpan.FromMilliseconds(
        long.Parse((await process.LineAsync(Listening(), cancellationToken)).Groups["elapsed"].Value, CultureInfo.InvariantCulture));

    /// <summary>Stops it as an operating system does.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> StopAsync(CancellationToken cancellationToken)
    {
        process.Signal(ProcessSignal.Terminate);
        return process.ExitAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    [GeneratedRegex("Listening on .+ (?<elapsed>[0-9]+) ms after", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Listening();

    [GeneratedRegex(@"Now listening on: (?<url>\S+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    internal static partial Regex NowListening();
}
