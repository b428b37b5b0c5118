using Paradyze.LocalHosting.Reporting;

namespace Paradyze.LocalHosting.Tests.Reporting;

public sealed class ConsoleReporterTests
{
    private readonly StringWriter _output = new() { NewLine = "\n" };

    [Fact]
    public void Wrote_WithoutColour_PadsTheName()
    {
        var (registry, gateway) = Replicas();
        var reporter = new ConsoleReporter(new(_output), "AppHost", [registry.Resource, gateway.Resource]);

        reporter.Wrote(registry, new("one"));
        reporter.Wrote(gateway, new("two"));

        Assert.Equal("registry  | one\ngateway-1 | two\n", _output.ToString());
    }

    [Fact]
    public void Wrote_WithColour_GivesEachResourceItsOwn()
    {
        var (registry, gateway) = Replicas();
        var reporter = new ConsoleReporter(new(_output, UsesColour: true), "AppHost", [registry.Resource, gateway.Resource]);

        reporter.Wrote(registry, new("one"));
        reporter.Wrote(gateway, new("two"));

        Assert.Equal("\e[36mregistry  | \e[0mone\n\e[32mgateway-1 | \e[0mtwo\n", _output.ToString());
    }

    [Fact]
    public void Changed_HealthLost_TellsWhy()
    {
        var (registry, _) = Replicas();
        var reporter = new ConsoleReporter(new(_output), "AppHost", [registry.Resource]);

        reporter.Changed(new(registry, new(KnownResourceStates.Running, ResourceHealth.Unhealthy) { Reason = "it answers 503, not 200" }));

        Assert.Equal("registry > Unhealthy: it answers 503, not 200\n", _output.ToString());
    }

    [Fact]
    public void Wrote_TenResources_KeepsOneColumnAndTellsNeighboursApart()
    {
        var builder = TestApp.CreateBuilder();
        Resource[] resources = [.. Enumerable.Range(1, 10).Select(number => builder.AddService($"service{new string('x', number)}").Resource)];
        var reporter = new ConsoleReporter(new(_output, UsesColour: true), "AppHost", resources);

        foreach (var resource in resources)
            reporter.Wrote(new(resource, index: 0), new("text"));

        var lines = _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var colours = lines.Select(line => line[..line.IndexOf('m', StringComparison.Ordinal)]).ToList();
        Assert.Equal(10, lines.Length);
        Assert.Single(lines.Select(line => line.IndexOf('|', StringComparison.Ordinal)).Distinct());
        Assert.All(colours.Zip(colours.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Fact]
    public void Wrote_LineThatSetsAColour_KeepsItToItself()
    {
        var (registry, _) = Replicas();
        var reporter = new ConsoleReporter(new(_output, UsesColour: true), "AppHost", [registry.Resource]);

        reporter.Wrote(registry, new("\e[41malarm"));

        Assert.Equal("\e[36mregistry | \e[0m\e[41malarm\e[0m\n", _output.ToString());
    }

    [Fact]
    public void Wrote_LineThatSetsAColourWhereNoneIsShown_IsPlain()
    {
        var (registry, _) = Replicas();
        var reporter = new ConsoleReporter(new(_output), "AppHost", [registry.Resource]);

        reporter.Wrote(registry, new("\e[41malarm\e[0m\a"));

        Assert.Equal("registry | alarm\n", _output.ToString());
    }

    [Fact]
    public void Wrote_NameWithoutMeasure_MovesItsOwnLinesOnly()
    {
        var (registry, _) = Replicas();
        var endless = TestApp.CreateBuilder().AddService(new string('x', 60)).Resource;
        var reporter = new ConsoleReporter(new(_output), "AppHost", [registry.Resource, endless]);

        reporter.Wrote(registry, new("one"));
        reporter.Wrote(new(endless, index: 0), new("two"));

        Assert.Equal($"registry                 | one\n{endless.Name} | two\n", _output.ToString());
    }

    [Fact]
    public void Changed_ProcessHasFailed_TellsLastLinesInRedAndEachWithItsPrefix()
    {
        var (registry, _) = Replicas();
        registry.Output.Add("about to fail");
        var reporter = new ConsoleReporter(new(_output, UsesColour: true), "AppHost", [registry.Resource]);

        reporter.Changed(new(registry, new(KnownResourceStates.Exited, ExitCode: 3)));

        Assert.Equal(
            "\e[36mregistry > \e[0m\e[31mExited with exit code 3; its last lines:\e[0m\n"
            + "\e[36mregistry > \e[0m\e[31m    about to fail\e[0m\n",
            _output.ToString());
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Settled_SomebodyCanType_TellsHowToGoOn(bool takesCommands, bool isTold)
    {
        var (registry, _) = Replicas();
        var reporter = new ConsoleReporter(new(_output, TakesCommands: takesCommands), "AppHost", [registry.Resource]);
        registry.Resource.Endpoints[0].Allocate([5000]);

        reporter.Settled([new(registry, new(KnownResourceStates.Running, ResourceHealth.Healthy))]);

        Assert.StartsWith("\nEverything is up. Ctrl-C stops it.\n", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            isTold,
            _output.ToString().Contains("\n  Type list to see single resources, help for what can be done with them.\n", StringComparison.Ordinal));
    }

    private static (Replica Registry, Replica Gateway) Replicas()
    {
        var builder = TestApp.CreateBuilder();
        return (
            new(builder.AddService("registry").Resource, index: 0),
            new(builder.AddService("gateway").WithReplicas(2).Resource, index: 0));
    }
}
