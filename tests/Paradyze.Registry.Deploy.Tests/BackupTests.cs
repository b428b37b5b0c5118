using System.Net.Http.Json;
using Paradyze.Testing;

namespace Paradyze.Registry.Deploy.Tests;

/// <summary>The way that the manual names: stop, copy the folder, check the copy, start from it.</summary>
public sealed class BackupTests(PublishedRegistry published) : IDisposable
{
    private readonly TempFolder _data = new();
    private readonly TempFolder _backup = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _data.Dispose();
        _backup.Dispose();
    }

    [Fact]
    public async Task Copy_OfAStoppedRegistry_IsWholeAndServesWhatWasRegistered()
    {
        await using (var registry = published.Start(_data.Path))
        {
            using var client = new HttpClient { BaseAddress = await registry.AddressAsync(Cancellation) };
            using var registered = await client.PostAsJsonAsync("/register", new { serviceName = "orders", url = "http://localhost:8080" }, Cancellation);
            registered.EnsureSuccessStatusCode();
            Assert.Equal(0, await registry.StopAsync(Cancellation));
        }

        foreach (var file in Directory.GetFiles(_data.Path)) File.Copy(file, _backup.File(Path.GetFileName(file)));

        await using var check = ConsoleProcess.Start(published.Program, ["journal", "check", "--data", _backup.Path], _data.Path);
        Assert.Equal(0, await check.ExitAsync(Cancellation));
        Assert.Contains("The journal is whole: 1 instances of 1 services at revision 1.", check.Lines);

        await using var restored = published.Start(_backup.Path);
        using var reader = new HttpClient { BaseAddress = await restored.AddressAsync(Cancellation) };
        Assert.Contains("\"url\":\"http://localhost:8080\"", await reader.GetStringAsync("/services/orders", Cancellation), StringComparison.Ordinal);
    }
}
