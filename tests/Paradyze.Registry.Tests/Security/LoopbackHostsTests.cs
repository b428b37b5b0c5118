using Paradyze.Registry.Tests.Api;

namespace Paradyze.Registry.Tests.Security;

public sealed class LoopbackHostsTests : RegistryTest
{
    [Theory]
    [InlineData("localhost", 200)]
    [InlineData("LocalHost:3999", 200)]
    [InlineData("127.0.0.1:1", 200)]
    [InlineData("[::1]", 200)]
    [InlineData("[::1]:3999", 200)]
    [InlineData("rebound.example", 421)]
    [InlineData("localhost.rebound.example", 421)]
    [InlineData("localhost.", 421)]
    [InlineData("127.0.0.2", 421)]
    [InlineData("0.0.0.0", 421)]
    public async Task Request_OnLoopback_IsAnsweredUnderTheNamesOfLoopbackAlone(string host, int status)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/services") { Headers = { Host = host } };
        Assert.Equal(status, (await Client.AskAsync(request)).Status);
    }
}
