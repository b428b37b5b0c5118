using Paradyze.LocalHosting.ResourceService;

namespace Paradyze.LocalHosting.Tests.ResourceService;

public sealed class SecretMaskTests
{
    [Theory]
    [InlineData("PAYMENT_API_KEY", "abc")]
    [InlineData("Store__Password", "abc")]
    [InlineData("CLIENT_SECRET", "abc")]
    [InlineData("GITHUB_TOKEN", "abc")]
    [InlineData("ConnectionStrings__Store", "Host=store")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "x-otlp-api-key=abc")]
    [InlineData("BROKER", "amqp://shop:abc@localhost:5672")]
    public void Of_Secret_IsMasked(string name, string value) => Assert.Equal("********", SecretMask.Of(name, value));

    [Theory]
    [InlineData("STORE_URL", "http://localhost:5000")]
    [InlineData("GREETING", "hello = there")]
    [InlineData("API_KEY", "")]
    public void Of_AnythingElse_IsShown(string name, string value) => Assert.Equal(value, SecretMask.Of(name, value));
}
