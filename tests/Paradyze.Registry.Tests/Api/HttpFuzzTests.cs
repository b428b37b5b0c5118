using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Paradyze.Registry.Tests.Api;

/// <summary>The corpus and some of its mutants over real HTTP: a change for every success, and for nothing else.</summary>
public sealed class HttpFuzzTests : RegistryTest
{
    private const int Rounds = 150;

    [Theory]
    [InlineData("POST", "/register")]
    [InlineData("PUT", "/v1/services/orders/instances/a")]
    [InlineData("PUT", "/v1/services/orders/instances/known/status")]
    [InlineData("POST", "/unregister")]
    public async Task Send_DamagedCorpus_ChangesOnlyOnSuccess(string method, string path)
    {
        await RegisterAsync("orders", "http://known", ""","instanceId":"known","generation":"g" """);
        foreach (var body in Bodies)
        {
            var before = Catalog.Current;
            var answer = await SendAsync(method, path, body);
            if (answer.Status >= 400) Assert.Same(before, Catalog.Current);
            else if (!path.EndsWith("/unregister", StringComparison.Ordinal)) Assert.Equal(answer.Body, Held(answer.Json));
        }
    }

    [Fact]
    public async Task Heartbeats_OfNobody_ChangeNothing()
    {
        foreach (var body in Bodies) await SendAsync("POST", "/v1/heartbeats", body);
        Assert.Equal(0, Catalog.Current.Revision);
    }

    [Fact]
    public async Task Get_Queries_AreAnsweredOrRefused()
    {
        await RegisterAsync("orders", "http://localhost:1");
        foreach (var query in Corpus.Queries)
        {
            foreach (var path in new[] { "/services", "/services/orders", "/v1/services/orders" })
            {
                var answer = await Client.ReadAsync($"{path}?{query}");
                Assert.True(answer.Status is 200 or 400 or 503, $"{answer.Status} for {path}?{query}");
                Assert.True(JsonElement.Parse(answer.Body).ValueKind is JsonValueKind.Object or JsonValueKind.Array);
            }
        }
    }

    private static IEnumerable<byte[]> Bodies
    {
        get
        {
            byte[][] corpus = [.. Corpus.Bodies.Select(body => body.Bytes)];
            return [.. corpus, .. Mutation.Rounds(corpus, Rounds)];
        }
    }

    private async Task<Answer> SendAsync(string method, string path, byte[] body)
    {
        var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        var answer = await Client.AskAsync(new HttpRequestMessage(new HttpMethod(method), path) { Content = content });
        Assert.True(answer.Status is 200 or 201 or 400 or 404 or 409 or 413, $"{answer.Status} for {Convert.ToBase64String(body)}");
        return answer;
    }

    private string Held(JsonElement answered)
    {
        var instance = Catalog.Find(new Discovery.InstanceKey(answered.GetProperty("serviceName").GetString()!, answered.GetProperty("instanceId").GetString()!))!;
        InstanceChecks.ReadsBack(instance);
        return Encoding.UTF8.GetString(instance.Utf8);
    }
}
