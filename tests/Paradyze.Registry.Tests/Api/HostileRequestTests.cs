using System.Net.Http.Headers;
using System.Text;

namespace Paradyze.Registry.Tests.Api;

/// <summary>Requests that are wrong around their bodies: none is a fault of the registry, and none changes anything.</summary>
public sealed class HostileRequestTests : RegistryTest
{
    private const string Body = """{"serviceName":"orders","url":"http://localhost:5001"}""";

    private Task<Answer> PostAsync(HttpContent content, string contentType = "application/json")
    {
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return Client.AskAsync(new HttpRequestMessage(HttpMethod.Post, "/register") { Content = content });
    }

    private async Task<int> RawAsync(string requestLine, string headers = "", string body = "")
    {
        var request = $"{requestLine} HTTP/1.1\r\nHost: localhost:{Server.Address.Port}\r\nConnection: close\r\n{headers}\r\n{body}";
        return (await RawConnection.SendAsync(Server.Address, request)).Status;
    }

    [Fact]
    public async Task Register_BodyWithByteOrderMark_IsTaken() =>
        Assert.Equal(201, (await PostAsync(new ByteArrayContent([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Body)]))).Status);

    [Theory]
    [InlineData("application/json; charset=utf-8", 201)]
    [InlineData("application/json; charset=\"UTF-8\"", 201)]
    [InlineData("application/vnd.api+json", 201)]
    [InlineData("application/json; charset=utf-16", 415)]
    [InlineData("application/json; charset=iso-8859-1", 415)]
    [InlineData("text/json", 415)]
    public async Task Register_ContentType_MustSayJsonInUtf8(string contentType, int status)
    {
        var answer = await PostAsync(new StringContent(Body), contentType);
        Assert.Equal(status, answer.Status);
        if (status == 415) Assert.Equal($"The body's Content-Type is '{contentType}': send JSON in UTF-8 and say so with Content-Type: application/json.", answer.Detail);
    }

    [Fact]
    public async Task Register_WithoutContentType_Is415()
    {
        var answer = await Client.AskAsync(new HttpRequestMessage(HttpMethod.Post, "/register"));
        Assert.Equal((415, "unsupported-media-type"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData(65_536, 400)]
    [InlineData(65_537, 413)]
    public async Task Register_ChunkedBody_IsReadToTheLimit(int length, int status)
    {
        var answer = await PostAsync(new UnknownLength(length));
        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 413 ? "body-too-large" : "malformed-json", answer.Code);
        Assert.Equal(0, Catalog.Current.Revision);
    }

    [Fact]
    public async Task Register_EmptyBody_SaysSo()
    {
        var answer = await PostAsync(new ByteArrayContent([]));
        Assert.Equal((400, "malformed-json", "The body is not JSON that can be used: it is empty."), (answer.Status, answer.Code, answer.Detail));
    }

    [Theory]
    [InlineData(0xFF, "it is not valid UTF-8.")]
    [InlineData(0x01, "")]
    public async Task Register_BytesThatAreNoText_Are400(byte value, string detail)
    {
        byte[] body = [.. """{"serviceName":"orders","url":"http://h","metadata":{"a":" """u8, value, .. "\"}}"u8];
        var answer = await PostAsync(new ByteArrayContent(body));
        Assert.Equal((400, "malformed-json"), (answer.Status, answer.Code));
        Assert.StartsWith("The body is not JSON that can be used: " + detail, answer.Detail);
    }

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("x\\udc00\\ud800")]
    public async Task Register_NameWithUnpairedSurrogate_Is400(string name)
    {
        var answer = await RegisterAsync("orders", "http://h", $$""","metadata":{"a":[{"{{name}}":1}]}""");
        Assert.Equal(
            (400, "malformed-json", "The body is not JSON that can be used: a member's name has an unpaired surrogate, and must be valid Unicode."),
            (answer.Status, answer.Code, answer.Detail));
    }

    [Theory]
    [InlineData("GET /services/%00", 400)]
    [InlineData("GET /services/a%2Fb", 404)]
    [InlineData("GET /services/%2e%2e/%2e%2e/etc/passwd", 404)]
    [InlineData("GET /services/..%2f..%2fetc", 404)]
    [InlineData("GET /services/%ff%fe", 404)]
    [InlineData("GET /services/%", 404)]
    [InlineData("GET /v1/services/%ed%a0%80?zone=%ed%a0%80", 400)]
    [InlineData("PUT /v1/services/a%2Fb/instances/a", 400)]
    [InlineData("DELETE /v1/services/a%2Fb/instances/%2F", 404)]
    [InlineData("GET /services?limit=%d9%a1", 400)]
    [InlineData("GET //services", 404)]
    [InlineData("GET services", 405)]
    [InlineData("GET /\x80", 400)]
    [InlineData("G\0T /services", 400)]
    [InlineData("BREW /services", 405)]
    public async Task Any_TargetThatIsNone_IsTheCallersFault(string requestLine, int status)
    {
        const string Json = "Content-Type: application/json\r\nContent-Length: 23\r\n";
        Assert.Equal(status, await RawAsync(requestLine, requestLine.StartsWith("PUT", StringComparison.Ordinal) ? Json : "", """{"url":"http://h:1234"}"""));
        Assert.Equal(0, Catalog.Current.Revision);
    }

    [Theory]
    [InlineData("/", 404)]
    [InlineData("/services/", 404)]
    [InlineData("/services?prefix=", 400)]
    [InlineData("/v1/services/orders?status=", 400)]
    public async Task Get_LongTarget_IsAnsweredShortOrRefused(string path, int status)
    {
        var answer = await Client.ReadAsync(path + new string('a', 7000));
        Assert.Equal(status, answer.Status);
        Assert.True(answer.Body.Length < 1000, answer.Body);
        Assert.Equal(414, await RawAsync("GET " + path + new string('a', 9000)));
    }

    [Theory]
    [InlineData("If-None-Match: \xff\xfe\r\n")]
    [InlineData("If-None-Match: W/\"\x01\"\r\n")]
    [InlineData("If-None-Match: \"a\r\n")]
    [InlineData("If-None-Match: ,,,\r\nIf-None-Match: W/W/\"\"\r\n")]
    [InlineData("Accept: \x80/\x80;q=x\r\n")]
    [InlineData("traceparent: \xff\r\n")]
    public async Task Get_HeadersThatAreNone_AreIgnoredOrTheCallersFault(string headers)
    {
        await RegisterAsync("orders", "http://localhost:1");
        Assert.Contains(await RawAsync("GET /v1/services/orders", headers), (int[])[200, 400]);
    }

    [Theory]
    [InlineData("Content-Type: \xff\r\nContent-Length: 2\r\n", 400)]
    [InlineData("Content-Type: application/json;;;=\r\nContent-Length: 2\r\n", 415)]
    [InlineData("Content-Type: application/json\r\nContent-Length: -1\r\n", 400)]
    [InlineData("Content-Type: application/json\r\nContent-Length: 99999999999999999999\r\n", 400)]
    [InlineData("Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n", 400)]
    [InlineData("Content-Type: application/json\r\nTransfer-Encoding: gzip\r\n", 400)]
    [InlineData("Content-Type: application/json\r\nContent-Length: 2\r\n", 400)]
    public async Task Register_FramingThatIsNone_IsTheCallersFault(string headers, int status)
    {
        Assert.Equal(status, await RawAsync("POST /register", headers, "{}"));
        Assert.Equal(0, Catalog.Current.Revision);
    }

    /// <summary>White space of a length that the server is not told.</summary>
    private sealed class UnknownLength(int length) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) =>
            stream.WriteAsync(Encoding.UTF8.GetBytes(new string(' ', length))).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
