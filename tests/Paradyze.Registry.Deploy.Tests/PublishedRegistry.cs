using Paradyze.Registry.Deploy.Tests;
using Paradyze.Testing;

[assembly: AssemblyFixture(typeof(PublishedRegistry))]

namespace Paradyze.Registry.Deploy.Tests;

/// <summary>The registry as <c>dotnet publish</c> leaves it, in a folder of its own and built in another: nothing else builds there.</summary>
public sealed class PublishedRegistry : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // It compiles everything twice, the second time ahead of time, beside whatever else is tested.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    /// <summary>Where it was published.</summary>
    public string Folder => _folder.File("published");

    /// <summary>The program that was published, which takes no <c>dotnet</c> to run.</summary>
    public string Program => Path.Combine(Folder, "Paradyze.Registry");

    public async ValueTask InitializeAsync()
    {
        // A build server would outlive the command, and hold its output open.
        await using var publish = ConsoleProcess.Start(
            "dotnet",
            [
                "publish", "Paradyze.Registry", "-c", "Release", "-o", Folder, "--artifacts-path", _folder.File("artifacts"),
                "--nologo", "--disable-build-servers",
            ],
            Repository.Folder);
        if (await publish.ExitAsync(Cancellation, s_patience) != 0) Assert.Fail(string.Join('\n', publish.Lines));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Starts it in environment Production on a free port, from a folder in which nothing of it lies.</summary>
    public RunningRegistry Start(string dataFolder, params IEnumerable<KeyValuePair<string, string>> environment) =>
        new(ConsoleProcess.Start(Program, [], dataFolder, [.. RunningRegistry.Environment(dataFolder), .. environment]));
}
