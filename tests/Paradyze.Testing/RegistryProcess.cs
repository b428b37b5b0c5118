using System.Text.RegularExpressions;

namespace Paradyze.Testing;

/// <summary>The real registry in a process of its own.</summary>
public sealed partial class RegistryProcess : IAsyncDisposable
{
    private readonly ConsoleProcess _process;

    private RegistryProcess(ConsoleProcess process) => _process = process;

    /// <summary>Everything the process has printed.</summary>
    public string Output => string.Join('\n', _process.Lines);

    /// <summary>Where it listens, once it does.</summary>
    public async Task<Uri> AddressAsync(CancellationToken cancellationToken) =>
        new((await _process.LineAsync(Listening(), cancellationToken)).Groups["url"].Value);

    public static RegistryProcess Start(string dataFolder, params IEnumerable<string> args) => new(ConsoleProcess.Start(
        "dotnet",
        ["exec", typeof(Program).Assembly.Location, .. args],
        dataFolder,
        [
            new("SERVICE_REGISTRY_DATA", dataFolder),
            new("ASPNETCORE_ENVIRONMENT", "Development"),
            .. args.Any() ? [] : (IEnumerable<KeyValuePair<string, string>>)[new("SERVICE_REGISTRY_PORT", "0")],
        ]));

    /// <summary>Sends a signal by its number: 2 is INT, 9 KILL, 15 TERM.</summary>
    public void Signal(int number) => _process.Signal(number);

    /// <summary>Waits until it has ended.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> ExitAsync(CancellationToken cancellationToken) => _process.ExitAsync(cancellationToken);

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    [GeneratedRegex(@"Now listening on: (?<url>\S+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Listening();
}
