using System.Text.Json;
using System.Text.RegularExpressions;
using Paradyze.Discovery;

namespace Paradyze.Registry.Tests.Api;

/// <summary>The OpenAPI document says what the routes take and answer.</summary>
public sealed class OpenApiTests : RegistryTest
{
    [Fact]
    public async Task Document_DescribesEveryRoute()
    {
        var paths = (await DocumentAsync()).GetProperty("paths");
        Assert.Equal(
            [
                "/alive", "/health", "/register", "/services", "/services/{serviceName}", "/unregister", "/v1/guards", "/v1/heartbeats", "/v1/services/{service}",
                "/v1/services/{service}/instances/{id}", "/v1/services/{service}/instances/{id}/checks",
                "/v1/services/{service}/instances/{id}/status",
            ],
            paths.EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("HealthCheck", "interval", "null string")]
    [InlineData("ProbedCheck", "timeout", "string")]
    [InlineData("RegistrationRequest", "leaseSeconds", "null integer")]
    [InlineData("ServiceInstance", "revision", "integer")]
    [InlineData("ServiceInstance", "registeredAt", "string")]
    [InlineData("ServiceInstance", "departedAt", "null string")]
    public async Task Member_HasTheTypeThatItHasOnTheWire(string schema, string member, string types)
    {
        var described = (await SchemasAsync()).GetProperty(schema).GetProperty("properties").GetProperty(member);
        Assert.Equal(types, TypesOf(described));
    }

    [Fact]
    public async Task Metadata_IsAnObjectOrNull()
    {
        var schemas = await SchemasAsync();
        var choices = schemas.GetProperty("RegistrationRequest").GetProperty("properties").GetProperty("metadata").GetProperty("oneOf");
        Assert.Equal(["null", "object"], choices.EnumerateArray().Select(choice => TypesOf(choice.TryGetProperty("$ref", out _) ? schemas.GetProperty("RawJson") : choice)));
    }

    [Fact]
    public async Task EveryAnswerToGet_HasABodyThatIsDescribed()
    {
        var paths = (await DocumentAsync()).GetProperty("paths");
        Assert.All(paths.EnumerateObject().Where(path => path.Value.TryGetProperty("get", out _)), path =>
        {
            var answer = path.Value.GetProperty("get").GetProperty("responses").GetProperty("200");
            Assert.True(answer.TryGetProperty("content", out var content), path.Name);
            Assert.True(content.GetProperty("application/json").TryGetProperty("schema", out _), path.Name);
        });
    }

    [Theory]
    [InlineData("/register", "post", "serviceName url")]
    [InlineData("/v1/services/{service}/instances/{id}", "put", "url")]
    public async Task Registration_MustHaveWhatThePathDoesNotSay(string path, string method, string required)
    {
        var document = await DocumentAsync();
        var body = document.GetProperty("paths").GetProperty(path).GetProperty(method).GetProperty("requestBody");
        var schema = body.GetProperty("content").GetProperty("application/json").GetProperty("schema");
        if (schema.TryGetProperty("$ref", out var reference))
            schema = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        Assert.Equal(required, string.Join(' ', schema.GetProperty("required").EnumerateArray().Select(name => name.GetString())));
    }

    [Fact]
    public async Task Descriptions_SpeakInTheWordsOfTheWire()
    {
        var types = string.Join('|', typeof(ServiceInstance).Assembly.GetExportedTypes().Select(type => type.Name));
        var described = Descriptions(await DocumentAsync()).ToList();
        Assert.NotEmpty(described);
        Assert.DoesNotContain(described, text => Regex.IsMatch(text, $@"\b({types})\b", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)));
    }

    private async Task<JsonElement> DocumentAsync() => (await Client.ReadAsync("/openapi/v1.json")).Json;

    private async Task<JsonElement> SchemasAsync() => (await DocumentAsync()).GetProperty("components").GetProperty("schemas");

    private static string TypesOf(JsonElement schema) => schema.GetProperty("type") is { ValueKind: JsonValueKind.Array } types
        ? string.Join(' ', types.EnumerateArray().Select(type => type.GetString()))
        : schema.GetProperty("type").GetString()!;

    private static IEnumerable<string> Descriptions(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member =>
            member is { Name: "description" or "summary", Value.ValueKind: JsonValueKind.String } ? [member.Value.GetString()!] : Descriptions(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Descriptions),
        _ => [],
    };
}
