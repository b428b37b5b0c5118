extern alias readme;

using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Paradyze.Discovery;
using Paradyze.Discovery.Client;
using Paradyze.Registry;
using Paradyze.Samples.Testing;
using Paradyze.Testing;

namespace Paradyze.Readme.Tests;

/// <summary>What README.md shows is what happens.</summary>
public sealed partial class ReadmeTests(ReadmeSystem system) : IClassFixture<ReadmeSystem>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void FirstCommand_Prints_WhatIsShown() => ReadmeSystem.Command.AssertPrints(system.Output);

    [Fact]
    public async Task OtherCommands_OneAfterTheOther_PrintWhatIsShown()
    {
        var commands = ReadmeFile.Commands.Skip(1).ToList();

        Assert.NotEmpty(commands);
        Assert.All(commands, command => Assert.StartsWith("curl ", command.Text, StringComparison.Ordinal));
        foreach (var command in commands) command.AssertPrints(await system.RunAsync(command.Text));
    }

    [Fact]
    public async Task CSharpExample_Run_CallsByNameAndIsRegisteredWhileItRuns()
    {
        const string name = "paradyze.readme.fixtures.service";
        Assert.Equal(
            await File.ReadAllTextAsync(Path.Combine(Repository.Folder, "tests/Paradyze.Readme.Fixtures.Service/Program.cs"), Cancellation),
            Assert.Single(ReadmeFile.Blocks("csharp")));
        await using var example = system.StartBeside("dotnet", "exec", typeof(readme::Program).Assembly.Location);
        using var http = new HttpClient { BaseAddress = new((await example.LineAsync(Listening(), Cancellation)).Groups["url"].Value) };
        using var registry = new HttpClient { BaseAddress = system.Registry };

        var products = await http.GetStringAsync("/", Cancellation);

        Assert.Contains("\"name\":\"Cast iron pan\"", products, StringComparison.Ordinal);
        await IsAnsweredAsync(registry, name, HttpStatusCode.OK);
        example.Signal(ProcessSignal.Terminate);
        Assert.Equal(0, await example.ExitAsync(Cancellation));
        await IsAnsweredAsync(registry, name, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task NodeExample_Run_PrintsWhereOrdersIs()
    {
        using var registry = new HttpClient { BaseAddress = system.Registry };
        var orders = await registry.GetFromJsonAsync(
            $"{RegistryRoutes.Services}/orders", DiscoveryJsonContext.Default.ServiceResolution, Cancellation);
        await using var example = system.StartBeside("node", "--input-type=module", "--eval", Assert.Single(ReadmeFile.Blocks("js")));

        Assert.Equal(0, await example.ExitAsync(Cancellation));

        Assert.Equal([orders!.Url], example.Lines);
    }

    [Fact]
    public void Settings_Defaults_AreThoseOfTheCode()
    {
        var defaults = ReadmeFile.Settings;
        var registry = new RegistryOptions();

        Assert.Equal(RegistryRoutes.DefaultPort.ToString(CultureInfo.InvariantCulture), defaults["SERVICE_REGISTRY_PORT"]);
        Assert.Equal(registry.Data, defaults["SERVICE_REGISTRY_DATA"]);
        Assert.Equal(
            registry.Leases.DeregisterAfter.ToString(),
            defaults[$"{RegistryOptions.SectionName}:{nameof(RegistryOptions.Leases)}:{nameof(LeaseOptions.DeregisterAfter)}"]);
        Assert.Equal(new ServiceDiscoveryClientOptions().RegistryUrl, defaults[ServiceDiscoveryClientOptions.RegistryUrlVariable]);
        Assert.Contains(
            $"{ServiceDiscoveryClientOptions.SectionName}:{nameof(ServiceDiscoveryClientOptions.Overrides)}:{{name}}", defaults.Keys);
        Assert.Contains($"{AdvertiseOptions.SectionName}:{nameof(AdvertiseOptions.Url)}", defaults.Keys);
    }

    private static Task IsAnsweredAsync(HttpClient registry, string name, HttpStatusCode status) => Eventually.TrueAsync(
        async () => (await registry.GetAsync($"{RegistryRoutes.Services}/{name}", Cancellation)).StatusCode == status,
        () => Task.FromResult($"the registry does not answer {status} for '{name}'"));

    [GeneratedRegex("Now listening on: (?<url>.+)$", RegexOptions.None, 1000)]
    private static partial Regex Listening();
}
