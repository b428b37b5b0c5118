using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Paradyze.Testing;

namespace Paradyze.Registry.Deploy.Tests;

/// <summary>What a published registry says of a damaged folder can be done where it lies, without the sources.</summary>
public sealed partial class DamageTests(PublishedRegistry published) : IDisposable
{
    private readonly TempFolder _data = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Start_Damaged_NamesACommandThatChecksTheFolder()
    {
        await RegisterAsync();
        var segment = _data.File("registry.1.journal");
        await File.WriteAllTextAsync(segment, (await File.ReadAllTextAsync(segment, Cancellation)).Replace("8080", "8081", StringComparison.Ordinal), Cancellation);

        await using var refused = ConsoleProcess.Start(published.Program, [], _data.Path, RunningRegistry.Environment(_data.Path));
        Assert.Equal(1, await refused.ExitAsync(Cancellation));
        var command = (await refused.LineAsync(WayOut(), Cancellation)).Groups["command"].Value.Split(' ');
        Assert.Equal(published.Program, command[0]);

        await using var check = ConsoleProcess.Start(command[0], command[1..], "/");
        Assert.Equal(1, await check.ExitAsync(Cancellation));
        Assert.Contains($"Journal in {_data.Path}", check.Lines);
    }

    private async Task RegisterAsync()
    {
        await using var registry = published.Start(_data.Path);
        using var client = new HttpClient { BaseAddress = await registry.AddressAsync(Cancellation) };
        using var registered = await client.PostAsJsonAsync("/register", new { serviceName = "orders", url = "http://localhost:8080" }, Cancellation);
        registered.EnsureSuccessStatusCode();
        Assert.Equal(0, await registry.StopAsync(Cancellation));
    }

    [GeneratedRegex("^error: .* see what can be saved with '(?<command>[^']+)'", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex WayOut();
}
