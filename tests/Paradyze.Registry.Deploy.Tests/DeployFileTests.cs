using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Paradyze.Discovery;
using Paradyze.Registry.Security;
using YamlDotNet.RepresentationModel;

namespace Paradyze.Registry.Deploy.Tests;

/// <summary>What the files of <c>deploy</c> set is what the registry obeys, and what they ask is what it answers.</summary>
public sealed class DeployFileTests
{
    [Fact]
    public void Dockerfile_AsItIs_DoesNotStartUntilItIsAcceptedThatNobodyIsAsked()
    {
        var refused = Assert.Throws<RegistryFailedException>(() => Listening(Image()));
        Assert.Contains("accept it with Registry:Security:AllowAnonymous=true", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compose_ItsEnvironment_ListensWhereThePortIsMapped()
    {
        var registry = Assert.Single(DeployFile.Documents("compose.yaml")).At("services", "registry");
        var set = ((YamlMappingNode)registry.At("environment")).Select(one => KeyValuePair.Create(one.Key.ToString(), one.Value.ToString()));
        Assert.Equal("http://*:3999", Listening([.. Image(), .. set]));
        Assert.EndsWith(":3999:3999", registry.Text("ports", 0), StringComparison.Ordinal);
        Assert.Equal($"registry:{Image().Last(one => one.Key == "SERVICE_REGISTRY_DATA").Value}", registry.Text("volumes", 0));
    }

    [Fact]
    public void Kubernetes_ItsEnvironment_ListensWhereTheServicePoints()
    {
        var documents = DeployFile.Documents("kubernetes.yaml");
        Assert.Equal(["Service", "StatefulSet", "NetworkPolicy"], documents.Select(document => document.Text("kind")));
        var container = documents[1].At("spec", "template", "spec", "containers", 0);
        var set = ((YamlSequenceNode)container.At("env")).ToDictionary(one => one.Text("name"), one => one.Text("value"));
        Assert.Equal("http://*:3999", Listening(set));
        Assert.Equal("3999", container.Text("ports", 0, "containerPort"));
        Assert.Equal(container.Text("ports", 0, "name"), documents[0].Text("spec", "ports", 0, "targetPort"));
        Assert.Equal(set["SERVICE_REGISTRY_DATA"], container.Text("volumeMounts", 0, "mountPath"));
        Assert.Equal("1", documents[1].Text("spec", "replicas"));
        var label = documents[1].At("spec", "template", "metadata", "labels");
        Assert.All(
            [documents[0].At("spec", "selector"), documents[1].At("spec", "selector", "matchLabels"), documents[2].At("spec", "podSelector", "matchLabels")],
            selector => Assert.Equal(label, selector));
    }

    [Fact]
    public void Kubernetes_ItsProbes_AskWhatTheRegistryAnswers()
    {
        var container = DeployFile.Documents("kubernetes.yaml")[1].At("spec", "template", "spec", "containers", 0);
        Assert.Equal(RegistryRoutes.Health, container.Text("startupProbe", "httpGet", "path"));
        Assert.Equal(RegistryRoutes.Alive, container.Text("readinessProbe", "httpGet", "path"));
        Assert.Equal(RegistryRoutes.Alive, container.Text("livenessProbe", "httpGet", "path"));
    }

    [Fact]
    public void Unit_ItsEnvironment_ListensOnLoopbackAlone()
    {
        var lines = DeployFile.Lines("paradyze-registry.service");
        Assert.Equal("http://localhost:3999", Listening(Settings(lines, "Environment=")));
        Assert.Contains("Type=notify", lines);
        Assert.Contains("ExecStart=/opt/paradyze-registry/Paradyze.Registry", lines);
    }

    /// <summary>What the image sets.</summary>
    private static IReadOnlyList<KeyValuePair<string, string>> Image() =>
        Settings(DeployFile.Lines("Dockerfile").Select(line => line.Replace("ENV ", "    ", StringComparison.Ordinal).TrimEnd('\\', ' ')), "    ");

    private static IReadOnlyList<KeyValuePair<string, string>> Settings(IEnumerable<string> lines, string prefix) =>
    [
        .. from line in lines
           where line.StartsWith(prefix, StringComparison.Ordinal)
           let setting = line[prefix.Length..].Split('=', 2)
           select KeyValuePair.Create(setting[0], setting[1]),
    ];

    /// <summary>Where a registry with this environment listens.</summary>
    private static string? Listening(IEnumerable<KeyValuePair<string, string>> environment)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(
            environment.Select(one => KeyValuePair.Create(one.Key.Replace("__", ":", StringComparison.Ordinal), (string?)one.Value)));
        builder.BindRegistry([]);
        return builder.WebHost.GetSetting(WebHostDefaults.ServerUrlsKey);
    }
}
