using Paradyze.LocalHosting.Reporting;

namespace Paradyze.LocalHosting.Tests.Reporting;

public sealed class SettledTableTests
{
    [Fact]
    public void Of_EverythingUp_ListsWordedAndFixedAddressesAndOneCurl()
    {
        var resources = Model();

        var healthy = new ResourceSnapshot(KnownResourceStates.Running, ResourceHealth.Healthy);
        var table = SettledTable.Of(resources, [.. resources.Select(resource => Event(resource, healthy))]);

        Assert.Equal(
            """

            Everything is up. Ctrl-C stops it.

              dashboard  http://localhost:3999/dashboard
              registry   http://localhost:3999
              gateway    http://localhost:5080

              curl http://localhost:5080/orders/1

            """,
            table);
    }

    [Fact]
    public void Of_OneFailedAndOneStopped_NamesThem()
    {
        var resources = Model();

        var table = SettledTable.Of(
            resources,
            [
                Event(resources[0], new(KnownResourceStates.Running, ResourceHealth.Healthy)),
                Event(resources[1], new(KnownResourceStates.FailedToStart)),
                Event(resources[2], new(KnownResourceStates.Exited, ExitCode: 0) { WasStopped = true }),
            ]);

        Assert.Contains("Up, without products, gateway. Ctrl-C stops it.", table, StringComparison.Ordinal);
    }

    private static IReadOnlyList<Resource> Model()
    {
        var builder = TestApp.CreateBuilder();
        Resource[] resources =
        [
            builder.AddProject<FixtureService>("registry")
                .WithHttpEndpoint(port: 3999)
                .WithUrlForEndpoint("http", url => (url.Url, url.DisplayText) = ($"{url.Url}/dashboard", "dashboard"))
                .Resource,
            builder.AddProject<FixtureService>("products").WithHttpEndpoint().Resource,
            builder.AddProject<FixtureService>("gateway")
                .WithHttpEndpoint(port: 5080)
                .WithExternalHttpEndpoints()
                .WithUrlForEndpoint("http", url => url.Url += "/orders/1")
                .Resource,
        ];
        foreach (var endpoint in resources.Select(resource => resource.Endpoints[0]))
            endpoint.Allocate([endpoint.FixedPort ?? 20_000]);
        return resources;
    }

    private static ResourceEvent Event(Resource resource, ResourceSnapshot snapshot) => new(new(resource, index: 0), snapshot);
}
