using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Paradyze.Registry.Security;

namespace Paradyze.Registry.Tests.Security;

public sealed class RegistryBindingTests
{
    [Theory]
    [InlineData(null, "", "http://localhost:3999")]
    [InlineData(null, "SERVICE_REGISTRY_PORT=4000", "http://localhost:4000")]
    [InlineData(null, "SERVICE_REGISTRY_PORT=0", "http://127.0.0.1:0")]
    [InlineData(null, "Registry:Port=4001", "http://localhost:4001")]
    [InlineData(null, "SERVICE_REGISTRY_PORT=4000;Registry:Port=4001", "http://localhost:4000")]
    [InlineData(null, "urls=http://localhost:5000", "http://localhost:5000")]
    [InlineData(null, "urls=http://localhost:5000;SERVICE_REGISTRY_PORT=4000", "http://localhost:4000")]
    [InlineData("http://localhost:6000", "urls=http://localhost:5000;SERVICE_REGISTRY_PORT=4000", "http://localhost:6000")]
    [InlineData(null, "Registry:Host=10.0.0.5;SERVICE_REGISTRY_PORT=4000", "http://10.0.0.5:4000")]
    [InlineData(null, "Registry:Host=10.0.0.5", "http://10.0.0.5:3999")]
    public void Urls_ManySources_FirstOfTheOrderWins(string? commandLine, string settings, string expected) =>
        Assert.Equal(expected, RegistryBinding.Urls(Configuration(settings), commandLine));

    [Theory]
    [InlineData("http")]
    [InlineData("70000")]
    [InlineData("-1")]
    public void Urls_PortThatIsNone_SaysSo(string port)
    {
        var exception = Assert.Throws<RegistryFailedException>(() => RegistryBinding.Urls(Configuration($"SERVICE_REGISTRY_PORT={port}"), null));
        Assert.Equal($"SERVICE_REGISTRY_PORT is '{port}': it must be a port from 0 to 65535 (0 takes a free one).", exception.Message);
    }

    [Theory]
    [InlineData("http://0.0.0.0:3999")]
    [InlineData("http://*:3999")]
    [InlineData("http://[::]:3999")]
    [InlineData("http://registry.example:3999")]
    public void Bind_OpenToOthersWithoutSecurity_Refuses(string url)
    {
        var exception = Assert.Throws<RegistryFailedException>(() => WebApplication.CreateBuilder().BindRegistry(["--urls", $"http://localhost:1;{url}"]));
        Assert.Equal(
            $"The registry would listen on {url}, where others reach it, and nobody must say who they are. "
            + "Listen on loopback (http://localhost:3999), or accept it with Registry:Security:AllowAnonymous=true.",
            exception.Message);
    }

    [Theory]
    [InlineData("http://localhost:1", false)]
    [InlineData("http://127.0.0.1:1;http://[::1]:1", false)]
    [InlineData("http://0.0.0.0:1", true)]
    public void Bind_LoopbackOrAccepted_IsTaken(string urls, bool isAccepted) =>
        WebApplication.CreateBuilder([$"--Registry:Security:AllowAnonymous={isAccepted}"]).BindRegistry(["--urls", urls]);

    private static IConfiguration Configuration(string settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(setting => setting.Split('=', 2))
            .Select(parts => KeyValuePair.Create<string, string?>(parts[0], parts[1])))
        .Build();
}
