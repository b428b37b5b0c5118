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
    [InlineData(null, "SERVICE_REGISTRY_PORT=;Registry:Port=4001", "http://localhost:4001")]
    public void Urls_ManySources_FirstOfTheOrderWins(string? commandLine, string settings, string expected) =>
        Assert.Equal(expected, RegistryBinding.Urls(Configuration(settings), commandLine));

    [Theory]
    [InlineData("SERVICE_REGISTRY_PORT", "http")]
    [InlineData("SERVICE_REGISTRY_PORT", "70000")]
    [InlineData("Registry:Port", "-1")]
    public void Urls_PortThatIsNone_SaysSo(string setting, string port)
    {
        var exception = Assert.Throws<RegistryFailedException>(() => RegistryBinding.Urls(Configuration($"{setting}={port}"), null));
        Assert.Equal($"{setting} is '{port}': it must be a port from 0 to 65535 (0 takes a free one).", exception.Message);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://")]
    [InlineData(";")]
    [InlineData("http://localhost:99999")]
    [InlineData("http://127.0.0.1:1/base")]
    [InlineData("http://http://x:1")]
    [InlineData("http://a b:1")]
    public void Bind_WhatIsNoAddress_SaysSo(string url)
    {
        var exception = Assert.Throws<RegistryFailedException>(() => WebApplication.CreateBuilder().BindRegistry(["--urls", url]));
        Assert.Equal(
            $"The registry cannot listen on '{url}': it must be a scheme, a host or IP address, and a port from 0 to 65535, "
            + "such as http://localhost:3999, without a path.",
            exception.Message);
    }

    [Fact]
    public void Bind_KestrelsOwnAddresses_AreRefused()
    {
        var builder = WebApplication.CreateBuilder(["--Kestrel:Endpoints:open:Url=http://0.0.0.0:1"]);
        var exception = Assert.Throws<RegistryFailedException>(() => builder.BindRegistry([]));
        Assert.Equal(
            "Kestrel:Endpoints is set, and has no say in where the registry listens: remove it, and use --urls, Registry:Host or SERVICE_REGISTRY_PORT.",
            exception.Message);
    }

    [Fact]
    public void Bind_ConsentThatIsNeitherYesNorNo_SaysSo()
    {
        var builder = WebApplication.CreateBuilder(["--Registry:Security:AllowAnonymous=yes"]);
        var exception = Assert.Throws<RegistryFailedException>(() => builder.BindRegistry([]));
        Assert.Equal("Registry:Security:AllowAnonymous is 'yes': it must be true or false.", exception.Message);
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
