using Paradyze.Registry.Tests.Api;
using Paradyze.Testing;

namespace Paradyze.Registry.Tests.Faults;

public sealed class DiskFullTests
{
    private static readonly string s_metadata = new('x', 4000);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Register_DiskFull_IsRefusedUntilThereIsRoom()
    {
        await using var disk = await SmallDisk.MountAsync();
        await FillsUpAndGoesOnAsync(disk);
    }

    [Fact]
    public async Task Register_FileAtItsLimit_IsRefusedUntilThereIsRoom()
    {
        await using var disk = SmallDisk.Limit();
        await FillsUpAndGoesOnAsync(disk);
    }

    private static async Task FillsUpAndGoesOnAsync(SmallDisk disk)
    {
        var acknowledged = 0;
        await using (var registry = RegistryProcess.StartWithin(disk.Launcher, disk.Data))
        {
            using var client = new HttpClient { BaseAddress = await registry.AddressAsync(Cancel) };
            var answer = await RegisterAsync(client, acknowledged);
            for (; answer.Status == 201; answer = await RegisterAsync(client, acknowledged)) Assert.InRange(++acknowledged, 1, 100);
            Assert.Equal((503, "storage-failed"), (answer.Status, answer.Code));
            Assert.StartsWith($"'{Path.Combine(disk.Data, "registry.1.journal")}' could not be written: ", answer.Detail);
            Assert.Equal(acknowledged, await CountAsync(client));
            Assert.Equal(503, (await client.ReadAsync("/health")).Status);

            await disk.MakeRoomAsync(registry);
            await registry.PrintedAsync("The disk takes changes again", Cancel);
            Assert.Equal(200, (await client.ReadAsync("/health")).Status);
            Assert.Equal(201, (await RegisterAsync(client, acknowledged++)).Status);
        }

        await using var restarted = RegistryProcess.Start(disk.Data);
        using var reader = new HttpClient { BaseAddress = await restarted.AddressAsync(Cancel) };
        Assert.Equal(acknowledged, await CountAsync(reader));
    }

    private static Task<Answer> RegisterAsync(HttpClient client, int number) => client.SendJsonAsync(
        "/register", $$$"""{"serviceName":"orders","url":"http://localhost:{{{5000 + number}}}","metadata":{"note":"{{{s_metadata}}}"}}""");

    private static async Task<int> CountAsync(HttpClient client) =>
        (await client.ReadAsync("/services/orders")).Json.GetProperty("instances").GetArrayLength();
}
