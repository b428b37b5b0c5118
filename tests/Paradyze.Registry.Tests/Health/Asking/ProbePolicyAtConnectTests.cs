using System.Net;
using Paradyze.Discovery;
using Paradyze.Registry.Health.Asking;
using Paradyze.Registry.Health.Policy;

namespace Paradyze.Registry.Tests.Health.Asking;

/// <summary>The policy holds for what is connected to, whatever a url says and whatever its name meant a moment ago.</summary>
public sealed class ProbePolicyAtConnectTests
{
    private static readonly ProbePolicy s_open = new(allowed: null, isLoopbackAllowed: false);

    public static readonly TheoryData<HealthCheckType> Types = [HealthCheckType.Http, HealthCheckType.Tcp, HealthCheckType.Grpc];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Ask_LinkLocalLiteral_IsRefusedWithTheAddress(HealthCheckType type)
    {
        using var asker = new Asker();
        Assert.Equal(
            ProbeReport.Fail("leads to 169.254.169.254, which is link-local and never probed", "policy"),
            await asker.AskAsync(Asker.Check(type, "http://169.254.169.254/latest/meta-data/")));
    }

    [Theory]
    [InlineData("http://2852039166/", "169.254.169.254")]
    [InlineData("http://0xa9fea9fe/", "169.254.169.254")]
    [InlineData("http://0251.0376.0251.0376/", "169.254.169.254")]
    [InlineData("http://169.254.43518/", "169.254.169.254")]
    [InlineData("http://[::ffff:169.254.169.254]/", "::ffff:169.254.169.254")]
    [InlineData("http://[fe80::1]/", "fe80::1")]
    public async Task Ask_LinkLocalInAnotherSpelling_IsRefused(string url, string shown)
    {
        using var asker = new Asker();
        foreach (var type in Types)
        {
            Assert.Equal(
                ProbeReport.Fail($"leads to {shown}, which is link-local and never probed", "policy"), await asker.AskAsync(Asker.Check(type.Data, url)));
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Ask_NameThatLeadsThere_IsRefusedWithoutTheAddress(HealthCheckType type)
    {
        using var asker = new Asker(policy: null, ("inside.example", ["169.254.169.254", "::ffff:100.100.100.200"]));
        Assert.Equal(
            ProbeReport.Fail("leads to an address that is metadata and never probed", "policy"), await asker.AskAsync(Asker.Check(type, "http://inside.example")));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Ask_LoopbackForARemoteCaller_IsNeverConnectedTo(HealthCheckType type)
    {
        await using var server = new RawServer((_, _) => Task.CompletedTask);
        using var asker = new Asker(s_open, ("localhost", ["::1", "127.0.0.1"]));
        foreach (var host in new[] { "localhost", "127.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]" })
            Assert.Equal("policy", (await asker.AskAsync(Asker.Check(type, $"http://{host}:{server.Port}"))).ErrorType);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task Ask_NameWithGoodAndBadAddresses_ConnectsToTheGoodAlone()
    {
        await using var server = RawServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using var asker = new Asker(policy: null, ("both.example", ["169.254.169.254", "127.0.0.1"]));
        Assert.Equal(ProbeReport.Pass("answered 200"), await asker.GetAsync($"http://both.example:{server.Port}"));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Ask_NameThatChangesItsMeaning_IsLookedUpOnce(HealthCheckType type)
    {
        await using var server = new RawServer((_, _) => Task.CompletedTask);
        var policy = new ProbePolicy([IPNetwork.Parse("127.0.0.1/32")], isLoopbackAllowed: false);
        using var asker = new Asker(policy, ("rebound.example", ["10.0.0.5"]), ("rebound.example", ["127.0.0.1"]));
        var report = await asker.AskAsync(Asker.Check(type, $"http://rebound.example:{server.Port}"));
        Assert.Equal(ProbeReport.Fail("leads to an address that is outside of Registry:Probes:AllowedNetworks", "policy"), report);
        Assert.Equal((1, 0), (asker.Names.Lookups, server.Connections));

        // And judged anew each time: what was refused is not remembered, nor what was let through.
        await asker.AskAsync(Asker.Check(type, $"http://rebound.example:{server.Port}"));
        Assert.True(server.Connections > 0);
    }
}
