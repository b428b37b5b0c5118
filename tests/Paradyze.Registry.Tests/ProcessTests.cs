using Paradyze.Registry.Tests.Api;
using Paradyze.Testing;
using Paradyze.Testing.Telemetry;

namespace Paradyze.Registry.Tests;

/// <summary>The registry as a process: how it ends, and what is left when it does not end well.</summary>
public sealed class ProcessTests : IDisposable
{
    private const int Int = 2;
    private const int Kill = 9;
    private const int Term = 15;

    private readonly TempFolder _data = new();

    public void Dispose() => _data.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Int)]
    [InlineData(Term)]
    public async Task Signal_WhileServing_EndsItWithCodeZero(int signal)
    {
        await using var registry = RegistryProcess.Start(_data.Path);
        await registry.AddressAsync(Cancel);
        registry.Signal(signal);
        Assert.Equal(0, await registry.ExitAsync(Cancel));
    }

    [Fact]
    public async Task Kill_AfterAnswers_LosesNoneOfThem()
    {
        await using (var killed = RegistryProcess.Start(_data.Path))
        {
            using var client = new HttpClient { BaseAddress = await killed.AddressAsync(Cancel) };
            for (var i = 0; i < 20; i++)
            {
                var answer = await client.SendJsonAsync("/register", $$"""{"serviceName":"orders","url":"http://localhost:{{5000 + i}}"}""");
                Assert.Equal(201, answer.Status);
            }

            killed.Signal(Kill);
            await killed.ExitAsync(Cancel);
        }

        await using var restarted = RegistryProcess.Start(_data.Path);
        using var reader = new HttpClient { BaseAddress = await restarted.AddressAsync(Cancel) };
        Assert.Equal(20, (await reader.ReadAsync("/services/orders")).Json.GetProperty("instances").GetArrayLength());
    }

    [Fact]
    public async Task Start_PortTaken_SaysSoAndFails()
    {
        await using var first = RegistryProcess.Start(_data.Path);
        var address = await first.AddressAsync(Cancel);
        using var otherData = new TempFolder();
        await using var second = RegistryProcess.Start(otherData.Path, "--urls", address.ToString());
        Assert.Equal(1, await second.ExitAsync(Cancel));
        Assert.Contains(
            $"error: Failed to bind to address {address.ToString().TrimEnd('/')}: address already in use. "
            + "Stop what listens there, or choose another port with SERVICE_REGISTRY_PORT.",
            second.Output);
        Assert.DoesNotContain("   at ", second.Output);
    }

    [Fact]
    public async Task Start_FolderTaken_SaysSoAndFails()
    {
        await using var first = RegistryProcess.Start(_data.Path);
        await first.AddressAsync(Cancel);
        await using var second = RegistryProcess.Start(_data.Path);
        Assert.Equal(1, await second.ExitAsync(Cancel));
        Assert.Contains($"error: The data folder '{_data.Path}' is in use by another registry (process ", second.Output);
        Assert.DoesNotContain("   at ", second.Output);
    }

    [Fact]
    public async Task Start_SettingsThatAreNone_NamesAllOfThem()
    {
        await using var registry = RegistryProcess.Start(
            _data.Path, "--urls", "http://127.0.0.1:0", "--Registry:Leases:DeregisterAfter", "0:00:00", "--Registry:Leases:SweepInterval", "1:00:00",
            "--Registry:Journal:SnapshotBytes", "0");
        Assert.Equal(1, await registry.ExitAsync(Cancel));
        Assert.Contains("error: Registry:Leases:DeregisterAfter is 00:00:00: it must be between 00:00:01 and 30.00:00:00.", registry.Output);
        Assert.Contains("error: Registry:Leases:SweepInterval is 01:00:00: it must be between 00:00:00.0500000 and 00:01:00.", registry.Output);
        Assert.Contains("error: Registry:Journal:SnapshotBytes is 0: it must be at least 1.", registry.Output);
    }

    [Theory]
    [InlineData("http://192.0.2.1:0", "Cannot assign requested address")]
    [InlineData("ftp://localhost:1", "Unrecognized scheme in server address 'ftp://localhost:1'. Only 'http://' and 'https://' are supported")]
    [InlineData("http://localhost:0", "Dynamic port binding is not supported when binding to localhost. You must either bind to 127.0.0.1:0 or [::1]:0, or both")]
    public async Task Start_AddressThatCannotBeHad_SaysSoAndFails(string url, string why)
    {
        await using var registry = RegistryProcess.Start(_data.Path, "--urls", url, "--Registry:Security:AllowAnonymous=true");
        Assert.Equal(1, await registry.ExitAsync(Cancel));
        Assert.Contains(
            $"error: The registry cannot listen on {url}: {why}. Choose another address with --urls, Registry:Host or SERVICE_REGISTRY_PORT.",
            registry.Output);
        Assert.DoesNotContain("   at ", registry.Output);
    }

    [Fact]
    public async Task Start_WhatNobodyForesaw_ShowsAllAndEndsInOneLine()
    {
        await using var registry = RegistryProcess.Start(_data.Path, "--SERVICE_REGISTRY_PORT=0", "--Logging:LogLevel:Default=Banana");
        Assert.Equal(1, await registry.ExitAsync(Cancel));
        Assert.Contains("   at ", registry.Output);
        Assert.EndsWith("error: Configuration value 'Banana' is not supported.", registry.Output);
    }

    [Theory]
    [InlineData("jurnal", 2, "'jurnal'")]
    [InlineData("--help", 0, "journal")]
    public async Task Start_WordThatIsNoCommand_StartsNoRegistry(string word, int code, string said)
    {
        await using var registry = RegistryProcess.Start(_data.Path, word);
        Assert.Equal(code, await registry.ExitAsync(Cancel));
        Assert.Contains(said, registry.Output);
    }

    [Fact]
    public async Task Start_TextThatIsNoTime_NamesSettingAndRule()
    {
        await using var registry = RegistryProcess.Start(_data.Path, "--SERVICE_REGISTRY_PORT=0", "--Registry:Leases:DeregisterAfter=banana");
        Assert.Equal(1, await registry.ExitAsync(Cancel));
        Assert.EndsWith(
            "error: Registry:Leases:DeregisterAfter is 'banana': it must be a time such as 00:01:30 (hours, minutes, seconds).", registry.Output);
        Assert.DoesNotContain("   at ", registry.Output);
    }

    [Fact]
    public async Task Start_SettingThatCannotBeRead_IsSaidInOneLine()
    {
        await using var registry = RegistryProcess.Start(_data.Path, "--urls", "http://127.0.0.1:0", "--Registry:Probes:Interval", "often");
        Assert.Equal(1, await registry.ExitAsync(Cancel));
        Assert.Contains(
            "error: Registry:Probes:Interval is 'often': it must be a time such as 00:01:30 (hours, minutes, seconds).",
            registry.Output);
        Assert.DoesNotContain("   at ", registry.Output);
    }

    [Fact]
    public async Task Start_PortsThatOtherHostsObey_AreIgnoredAndSaidSo()
    {
        await using var registry = RegistryProcess.Start(_data.Path, "--SERVICE_REGISTRY_PORT=0", "--ASPNETCORE_HTTP_PORTS=8080");
        Assert.Equal("127.0.0.1", (await registry.AddressAsync(Cancel)).Host);
        Assert.Contains("ASPNETCORE_HTTP_PORTS=8080 has no say here: set SERVICE_REGISTRY_PORT or --urls", registry.Output);
    }

    [Fact]
    public async Task Telemetry_SomebodyTakesIt_HoldsWhatTheRegistryMeasures()
    {
        await using var receiver = await OtlpReceiver.StartAsync(Cancel);
        await using var registry = RegistryProcess.Start(_data.Path, "--SERVICE_REGISTRY_PORT=0", $"--OTEL_EXPORTER_OTLP_ENDPOINT={receiver.Url}");
        using var client = new HttpClient { BaseAddress = await registry.AddressAsync(Cancel) };
        await client.SendJsonAsync("/register", """{"serviceName":"orders","url":"http://localhost:5000"}""");
        registry.Signal(Term);
        await registry.ExitAsync(Cancel);

        Assert.Contains("paradyze.registry.commit.duration", receiver.Received("metrics"));
        Assert.Contains("POST /register", receiver.Received("trace"));
    }
}
