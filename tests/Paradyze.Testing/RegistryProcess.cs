using System.Text.RegularExpressions;

namespace Paradyze.Testing;

/// <summary>The real registry in a process of its own.</summary>
public sealed partial class RegistryProcess : IAsyncDisposable
{
    private readonly ConsoleProcess _process;

    private RegistryProcess(ConsoleProcess process) => _process = process;

    public int Id => _process.Id;

    /// <summary>Everything the process has printed.</summary>
    public string Output => string.Join('\n', _process.Lines);

    /// <summary>Where it listens, once it does.</summary>
    public async Task<Uri> AddressAsync(CancellationToken cancellationToken) =>
        new((await _process.LineAsync(Listening(), cancellationToken)).Groups["url"].Value);

    /// <summary>Waits until it has printed a text.</summary>
    public Task PrintedAsync(string text, CancellationToken cancellationToken) => _process.LineAsync(new Regex(Regex.Escape(text), RegexOptions.NonBacktracking), cancellationToken);

    public static RegistryProcess Start(string dataFolder, params IEnumerable<string> args) => StartWithin([], dataFolder, args);

    /// <summary>Starts it from another command that takes a command, and becomes it: one that sets a limit, say.</summary>
    public static RegistryProcess StartWithin(IReadOnlyList<string> launcher, string dataFolder, params IEnumerable<string> args)
    {
        string[] command = [.. launcher, "dotnet", "exec", typeof(Program).Assembly.Location, .. args];
        var environment = new Dictionary<string, string> { ["SERVICE_REGISTRY_DATA"] = dataFolder, ["ASPNETCORE_ENVIRONMENT"] = "Development" };
        if (!args.Any()) environment["SERVICE_REGISTRY_PORT"] = "0";
        return new(ConsoleProcess.Start(command[0], command[1..], dataFolder, environment));
    }

    /// <summary>Sends a signal by its number: 2 is INT, 9 KILL, 15 TERM.</summary>
    public void Signal(int number) => _process.Signal(number);

    /// <summary>Waits until it has ended.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> ExitAsync(CancellationToken cancellationToken) => _process.ExitAsync(cancellationToken);

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    [GeneratedRegex(@"Now listening on: (?<url>\S+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Listening();
}
