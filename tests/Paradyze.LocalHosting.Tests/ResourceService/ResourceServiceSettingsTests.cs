using Microsoft.Extensions.Configuration;
using Paradyze.LocalHosting.ResourceService;

namespace Paradyze.LocalHosting.Tests.ResourceService;

public sealed class ResourceServiceSettingsTests
{
    [Theory]
    [InlineData("http://localhost:19081", "http://localhost:19081")]
    [InlineData("http://localhost:19081/", "http://localhost:19081")]
    [InlineData("http://127.0.0.1:19081", "http://127.0.0.1:19081")]
    [InlineData("http://[::1]:19081", "http://[::1]:19081")]
    [InlineData("http://localhost:0", "http://localhost:0")]
    public void Read_Loopback_NeedsNoKey(string value, string address) => Assert.Equal(address, Read(value).ToString());

    [Fact]
    public void Read_AllAddressesWithAKey_IsTaken() =>
        Assert.Equal("http://0.0.0.0:19081", Read("http://0.0.0.0:19081", apiKey: "k").ToString());

    [Fact]
    public void Read_FixedPortsAreIgnored_LetsTheSystemChoose() =>
        Assert.Equal("http://127.0.0.1:0", Read("http://localhost:19081", ignoreFixedPorts: true).ToString());

    [Theory]
    [InlineData("19081", "must be an http address without a path, such as http://localhost:19081")]
    [InlineData("https://localhost:19081", "must be an http address without a path, such as http://localhost:19081")]
    [InlineData("http://localhost:19081/resources", "must be an http address without a path, such as http://localhost:19081")]
    [InlineData("http://example.com:19081", "must name localhost or an IP address of this machine, such as http://localhost:19081")]
    [InlineData(
        "http://0.0.0.0:19081",
        "can be reached from other machines, and whoever reaches it may stop processes: "
        + "set LocalHosting:ResourceServiceApiKey, or listen on localhost")]
    public void Read_AddressThatWillNotDo_SaysWhy(string value, string rule)
    {
        var fault = Assert.Throws<DistributedApplicationException>(() => Read(value));

        Assert.Equal($"LocalHosting:ResourceService is '{value}': it {rule}.", fault.Message);
    }

    private static ResourceServiceSettings Read(string value, string? apiKey = null, bool ignoreFixedPorts = false) =>
        ResourceServiceSettings.Read(
            new ConfigurationBuilder()
                .AddInMemoryCollection([new("LocalHosting:ResourceService", value), new("LocalHosting:ResourceServiceApiKey", apiKey)])
                .Build(),
            ignoreFixedPorts);
}
