using System.Reflection;
using ArchUnitNET.Domain;
using ArchUnitNET.Fluent;
using ArchUnitNET.Loader;
using Microsoft.Extensions.Logging;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace Paradyze.Architecture.Tests;

/// <summary>Which room may talk to which.</summary>
public sealed class RoomTests
{
    private static readonly System.Reflection.Assembly s_contracts = typeof(Discovery.ServiceInstance).Assembly;
    private static readonly System.Reflection.Assembly s_registry = typeof(Program).Assembly;
    private static readonly System.Reflection.Assembly s_client = typeof(Discovery.Client.ServiceDiscoveryClient).Assembly;

    private static readonly ArchUnitNET.Domain.Architecture s_architecture = new ArchLoader().LoadAssemblies(s_contracts, s_registry).Build();

    private static IObjectProvider<IType> Room(string name) => Types().That().ResideInNamespaceMatching($@"^Paradyze\.Registry\.{name}(\.|$)").As(name);

    private static void Holds(IArchRule rule)
    {
        var broken = rule.Evaluate(s_architecture).Where(result => !result.Passed).Select(result => result.Description);
        Assert.True(rule.HasNoViolations(s_architecture), string.Join('\n', broken));
    }

    [Fact]
    public void Contracts_IsALeaf() => Assert.DoesNotContain(References(s_contracts), IsOursOrAHost);

    [Fact]
    public void Registry_DoesNotKnowTheClient() =>
        Assert.DoesNotContain(References(s_registry), name => name == "Paradyze.Discovery.Client");

    [Fact]
    public void Client_DoesNotKnowTheRegistryNorAWebServer() => Assert.DoesNotContain(
        References(s_client),
        name => name == "Paradyze.Registry" || name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal));

    [Theory]
    [InlineData("Api")]
    [InlineData("Dashboard")]
    public void Edge_ChangesAndReads_OnlyThroughRegistrarCatalogAndReports(string edge)
    {
        Holds(Types().That().Are(Room(edge)).Should().NotDependOnAny(Room("Journal")));
        Holds(Types().That().Are(Room(edge)).Should().NotDependOnAny(Room("Leases")));
        Holds(Types().That().Are(Room(edge)).Should().NotDependOnAny(
            Types().That().Are(Room("Health")).And().DoNotHaveName("HealthReports").As("Health but for its reports")));
    }

    [Fact]
    public void Edges_DoNotKnowEachOther()
    {
        Holds(Types().That().Are(Room("Api")).Should().NotDependOnAny(Room("Dashboard")));
        Holds(Types().That().Are(Room("Dashboard")).Should().NotDependOnAny(Room("Api")));
    }

    [Theory]
    [InlineData("Catalog")]
    [InlineData("Health")]
    [InlineData("Journal")]
    [InlineData("Leases")]
    [InlineData("Registration")]
    public void Core_DoesNotKnowItsEdges(string room) =>
        Holds(Types().That().Are(Room(room)).Should().NotDependOnAny(Room("(Api|Dashboard)")));

    [Fact]
    public void Rooms_AreThere()
    {
        foreach (var room in new[] { "Api", "Catalog", "Dashboard", "Health", "Journal", "Leases", "Registration", "Security" })
            Assert.NotEmpty(Room(room).GetObjects(s_architecture));
    }

    [Fact]
    public void Events_OfOneProgram_HaveNumbersOfTheirOwn()
    {
        foreach (var assembly in new[] { s_registry, s_client })
        {
            var events = assembly.GetTypes()
                .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
                .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
                .OfType<LoggerMessageAttribute>()
                .ToList();
            Assert.NotEmpty(events);
            Assert.DoesNotContain(events.CountBy(message => message.EventId), number => number.Value > 1);
        }
    }

    private static IEnumerable<string> References(System.Reflection.Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);

    private static bool IsOursOrAHost(string name) =>
        name.StartsWith("Paradyze.", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal);
}
