using System.Net;
using System.Text.RegularExpressions;
using Paradyze.Samples.Testing;
using Paradyze.Testing;

namespace Paradyze.Readme.Tests;

/// <summary>The system that the README's first command starts, on ports and with a data folder of its own.</summary>
public sealed partial class ReadmeSystem : IAsyncLifetime
{
    private const string ShownRegistry = "localhost:3999";
    private const string ShownGateway = "localhost:5080";

    private readonly TempFolder _folder = new();
    private ConsoleProcess? _process;
    private string _registry = "";
    private string _gateway = "";

    /// <summary>Gets what the command has printed, with the addresses that the README has.</summary>
    public IEnumerable<string> Output => _process!.Lines.Select(AsShown);

    public Uri Registry => new($"http://{_registry}");

    internal static ShownCommand Command => ReadmeFile.Commands[0];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _process = Start(
            Command.Text.Replace("dotnet run", $"exec dotnet run --no-build -c {Repository.Configuration}", StringComparison.Ordinal),
            new("DcpPublisher__RandomizePorts", "true"),
            new("Registry__Data", _folder.File("registry")));
        await _process.LineAsync(CommandToCopy(), Cancellation);
        _registry = (await _process.LineAsync(RegistryRow(), Cancellation)).Groups["authority"].Value;
        _gateway = (await _process.LineAsync(GatewayRow(), Cancellation)).Groups["authority"].Value;

        // A service runs a moment before it is registered.
        using var http = new HttpClient { BaseAddress = new($"http://{_gateway}") };
        await Eventually.TrueAsync(
            async () => (await http.GetAsync("/orders/o-1001", Cancellation)).StatusCode == HttpStatusCode.OK,
            () => Task.FromResult(string.Join('\n', _process.Lines)));
    }

    /// <summary>Runs a command of the README against this system.</summary>
    /// <returns>The lines that it prints, with the addresses that the README has.</returns>
    public async Task<IEnumerable<string>> RunAsync(string command)
    {
        // Silent: where it prints to a terminal, curl shows no progress either.
        await using var process = Start(AsHere(command).Replace("curl ", "curl -s ", StringComparison.Ordinal));
        Assert.Equal(0, await process.ExitAsync(Cancellation));
        return process.Lines.Select(AsShown);
    }

    /// <summary>Starts a program of the README beside this system.</summary>
    public ConsoleProcess StartBeside(string program, params IEnumerable<string> args) => ConsoleProcess.Start(
        program,
        args,
        _folder.Path,
        new("SERVICE_REGISTRY_URL", Registry.AbsoluteUri.TrimEnd('/')),
        new("ASPNETCORE_ENVIRONMENT", "Development"),
        new("XDG_CACHE_HOME", _folder.Path));

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Signal(ProcessSignal.Terminate);
            await _process.ExitAsync(CancellationToken.None);
            await _process.DisposeAsync();
        }

        _folder.Dispose();
    }

    private ConsoleProcess Start(string command, params IEnumerable<KeyValuePair<string, string>> environment) =>
        ConsoleProcess.Start("bash", ["-c", command], Repository.Folder, [.. environment, new("XDG_CACHE_HOME", _folder.Path)]);

    private string AsHere(string text) => text
        .Replace(ShownRegistry, _registry, StringComparison.Ordinal)
        .Replace(ShownGateway, _gateway, StringComparison.Ordinal);

    private string AsShown(string text) => text
        .Replace(_registry, ShownRegistry, StringComparison.Ordinal)
        .Replace(_gateway, ShownGateway, StringComparison.Ordinal);

    [GeneratedRegex("^  curl ", RegexOptions.None, 1000)]
    private static partial Regex CommandToCopy();

    [GeneratedRegex("^  registry +http://(?<authority>.+)$", RegexOptions.None, 1000)]
    private static partial Regex RegistryRow();

    [GeneratedRegex("^  gateway +http://(?<authority>.+)$", RegexOptions.None, 1000)]
    private static partial Regex GatewayRow();
}
