using System.Runtime.Versioning;
using Paradyze.Registry.Tests.Api;
using Paradyze.Testing;

namespace Paradyze.Registry.Tests.Faults;

/// <summary>The data folder is not what it should be, or ceases to be.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class DataFolderTests : IDisposable
{
    private const UnixFileMode ReadOnly = UnixFileMode.UserRead | UnixFileMode.UserExecute;

    // The administrator may write everywhere unless that right is given up.
    private static readonly string[] s_obeyingPermissions = Environment.IsPrivilegedProcess
        ? ["setpriv", "--inh-caps=-dac_override,-dac_read_search", "--bounding-set=-dac_override,-dac_read_search"]
        : [];

    private readonly TempFolder _folder = new();

    private string Data => _folder.File("data");

    public DataFolderTests() => Directory.CreateDirectory(Data);

    public void Dispose()
    {
        if (Directory.Exists(Data)) File.SetUnixFileMode(Data, ReadOnly | UnixFileMode.UserWrite);
        _folder.Dispose();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<Answer> RegisterAsync(HttpClient client, int port) =>
        client.SendJsonAsync("/register", $$"""{"serviceName":"orders","url":"http://localhost:{{port}}"}""");

    private static async Task<int> CountAsync(HttpClient client) =>
        (await client.ReadAsync("/services/orders")).Json.GetProperty("instances").GetArrayLength();

    [Fact]
    public async Task Start_ReadOnly_SaysWhatToDo()
    {
        File.SetUnixFileMode(Data, ReadOnly);
        await using var registry = RegistryProcess.StartWithin(s_obeyingPermissions, Data);
        Assert.Equal(1, await registry.ExitAsync(Cancel));
        Assert.Contains(
            $"error: The data folder '{Data}' cannot be used: Access to the path '{Data}/registry.lock' is denied. "
            + "Make it writable, or name another with SERVICE_REGISTRY_DATA.",
            registry.Output);
    }

    [Fact]
    public async Task Register_ReadOnlySinceTheStart_GoesOnWithoutSnapshots()
    {
        string[] args = ["--urls", "http://127.0.0.1:0", "--Registry:Journal:SnapshotBytes", "1"];
        await using (var registry = RegistryProcess.StartWithin(s_obeyingPermissions, Data, args))
        {
            using var client = new HttpClient { BaseAddress = await registry.AddressAsync(Cancel) };
            File.SetUnixFileMode(Data, ReadOnly);
            Assert.Equal(201, (await RegisterAsync(client, 1)).Status);
            Assert.Equal(201, (await RegisterAsync(client, 2)).Status);
            Assert.Equal(200, (await client.ReadAsync("/health")).Status);
            Assert.False(File.Exists(Path.Combine(Data, "registry.json")));
        }

        File.SetUnixFileMode(Data, ReadOnly | UnixFileMode.UserWrite);
        await using var restarted = RegistryProcess.Start(Data);
        using var reader = new HttpClient { BaseAddress = await restarted.AddressAsync(Cancel) };
        Assert.Equal(2, await CountAsync(reader));
    }

    [Fact]
    public async Task Register_FolderRemoved_PromisesNothingAndAnswersReads()
    {
        await using var registry = RegistryProcess.Start(Data);
        using var client = new HttpClient { BaseAddress = await registry.AddressAsync(Cancel) };
        Assert.Equal(201, (await RegisterAsync(client, 1)).Status);
        Directory.Delete(Data, recursive: true);

        var refused = await RegisterAsync(client, 2);
        Assert.Equal((503, "commit-unknown"), (refused.Status, refused.Code));
        Assert.StartsWith($"'{Data}/registry.1.journal' could not be synced: Another file stands in its place, or none. ", refused.Detail);
        Assert.Equal(1, await CountAsync(client));
        var health = await client.ReadAsync("/health");
        Assert.Equal((503, refused.Detail), (health.Status, health.Json.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task Check_WhileTheRegistryRuns_SaysSo()
    {
        await using var registry = RegistryProcess.Start(Data);
        await registry.AddressAsync(Cancel);
        await using var check = RegistryProcess.Start(Data, "journal", "check");
        Assert.Equal(2, await check.ExitAsync(Cancel));
        Assert.Contains($"error: The data folder '{Data}' is in use by another registry (process {registry.Id}). ", check.Output);
    }

    [Fact]
    public async Task Check_AfterAKill_FindsTheJournalWhole()
    {
        await using (var registry = RegistryProcess.Start(Data))
        {
            using var client = new HttpClient { BaseAddress = await registry.AddressAsync(Cancel) };
            await RegisterAsync(client, 1);
        }

        await using var check = RegistryProcess.Start(Data, "journal", "check");
        Assert.Equal(0, await check.ExitAsync(Cancel));
        Assert.Contains("The journal is whole: 1 instances of 1 services at revision 1.", check.Output);
    }
}
