using Microsoft.Extensions.Configuration;

namespace Paradyze.ServiceDefaults.Tests;

public sealed class TelemetryInstanceTests
{
    [Theory]
    [InlineData("orders", "service.instance.id=7f3a", "orders-7f3a")]
    [InlineData("orders", "deployment.environment.name=dev, service.instance.id=7f3a", "orders-7f3a")]
    [InlineData("orders", "service.instance.id=a%3Ab", "orders-a:b")]
    [InlineData("orders", "service.instance.id=a b", null)]
    [InlineData("orders", "service.instance.id=", null)]
    [InlineData("orders", "service.namespace=shop", null)]
    [InlineData("orders", null, null)]
    [InlineData(null, "service.instance.id=7f3a", null)]
    public void Find_OfWhatTheEnvironmentSays_IsTheNameOfTheReplica(string? service, string? attributes, string? expected)
    {
        var configuration = new ConfigurationManager { ["OTEL_SERVICE_NAME"] = service, ["OTEL_RESOURCE_ATTRIBUTES"] = attributes };

        Assert.Equal(expected, TelemetryInstance.Find(configuration));
    }
}
