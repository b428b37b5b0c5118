using System.Text.Json;

namespace Paradyze.AppHost.Tests;

/// <summary>What Aspire demands of an app host's launch profiles before it starts its dashboard.</summary>
public sealed class LaunchProfileTests
{
    private static readonly string[] s_addressVariables = ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"];

    [Fact]
    public void First_IsTheOneThatNeedsNoCertificate() => Assert.Equal(["http", "https"], Profiles().Select(profile => profile.Name));

    [Fact]
    public void Each_InDevelopment_NamesTheDashboardsAddresses() => Assert.All(Profiles(), profile =>
    {
        var variables = Variables(profile);
        Assert.Equal("Project", profile.Value.GetProperty("commandName").GetString());
        Assert.Equal(("Development", "Development"), (variables["DOTNET_ENVIRONMENT"], variables["ASPNETCORE_ENVIRONMENT"]));
        Assert.Equal(profile.Name, Addresses(profile)[0].Scheme);
        Assert.All(s_addressVariables, name => Assert.Equal(profile.Name, new Uri(variables[name]).Scheme));
    });

    [Fact]
    public void WithoutTls_SaysThatThisIsMeant() => Assert.All(Profiles(), profile =>
    {
        var variables = Variables(profile);
        var isPlain = s_addressVariables.Any(name => new Uri(variables[name]).Scheme == Uri.UriSchemeHttp);
        Assert.Equal(isPlain, variables.TryGetValue("ASPIRE_ALLOW_UNSECURED_TRANSPORT", out var allowed) && allowed == "true");
    });

    [Fact]
    public void Ports_OfOneProfile_AreDistinct() => Assert.All(Profiles(), profile =>
    {
        var ports = Addresses(profile).Select(address => address.Port).ToList();
        Assert.Equal(ports.Distinct(), ports);
    });

    private static IReadOnlyList<JsonProperty> Profiles()
    {
        var path = Path.Combine(Projects.Paradyze_AppHost.ProjectPath, "Properties", "launchSettings.json");
        return [.. JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("profiles").EnumerateObject()];
    }

    private static Dictionary<string, string> Variables(JsonProperty profile) =>
        profile.Value.GetProperty("environmentVariables").EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value.GetString()!);

    private static IReadOnlyList<Uri> Addresses(JsonProperty profile)
    {
        var variables = Variables(profile);
        return
        [
            .. profile.Value.GetProperty("applicationUrl").GetString()!.Split(';').Select(url => new Uri(url)),
            .. s_addressVariables.Select(name => new Uri(variables[name])),
        ];
    }
}
