using System.Text;

namespace Paradyze.Registry.Tests.Api;

/// <summary>Whatever is sent: no 500, nothing changed, and an answer that helps.</summary>
public sealed class BadInputTests : RegistryTest
{
    private const string UrlRule =
        "it must be an absolute http or https url of at most 2048 ASCII characters without spaces or credentials that others can call: no query, fragment, wildcard host or port 0.";

    [Fact]
    public async Task Register_ManyFaults_NamesAllOfThem()
    {
        var answer = await Client.SendJsonAsync("/register", """
            {"url":"http://u:p@h","leaseSeconds":0,"tags":["ok","no way"],"weight":"1","metadata":[],"endpoints":{"a/b":"x","js":"javascript:alert(1)"}}
            """);

        Assert.Equal((400, "invalid-input", "The input has 8 faults."), (answer.Status, answer.Code, answer.Detail));
        Assert.Equal(
            [
                "/serviceName is missing: it must be a service name.",
                "/url is 'http://u:p@h', which is not a url: " + UrlRule,
                "/metadata is an array: it must be an object.",
                "/leaseSeconds is 0: it must be a whole number from 1 to 86400.",
                "/tags/1 is 'no way', which is not a label: it must be 1 to 128 letters, digits, '.', '_', ':' or '-' and begin with a letter or digit.",
                "/weight is '1': it must be a whole number from 0 to 10000.",
                "/endpoints/a~1b is not an endpoint name: it must be 1 to 128 letters, digits, '.', '_', ':' or '-' and begin with a letter or digit.",
                "/endpoints/js is 'javascript:alert(1)', which is not an endpoint url: it must be an absolute url with a host, of at most 2048 ASCII characters without spaces or credentials, never javascript, file or data.",
            ],
            answer.Faults);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("nonsense")]
    [InlineData("""{"serviceName":"a","serviceName":"b","url":"http://h"}""")]
    [InlineData("""{"serviceName":"a","url":"http://h","metadata":{"x":{"y":1,"y":2}}}""")]
    [InlineData("""{"serviceName":"a","url":"http://h"} trailing""")]
    public async Task Register_NotJson_Is400(string body)
    {
        var answer = await Client.SendJsonAsync("/register", body);
        Assert.Equal((400, "malformed-json"), (answer.Status, answer.Code));
        Assert.Equal(0, Catalog.Current.Revision);
    }

    [Theory]
    [InlineData("[]", " is an array: it must be an object.")]
    [InlineData("null", " is null: it must be an object.")]
    [InlineData("""{"serviceName":7,"url":"http://h"}""", "/serviceName is 7: it must be a service name, a string.")]
    [InlineData("""{"serviceName":"a","url":"http://h:70000"}""", "/url is 'http://h:70000', which is not a url: " + UrlRule)]
    [InlineData("""{"serviceName":"a","url":"http://h:0"}""", "/url is 'http://h:0', which is not a url: " + UrlRule)]
    [InlineData("""{"serviceName":"a","url":"//h"}""", "/url is '//h', which is not a url: " + UrlRule)]
    [InlineData("""{"serviceName":"a","url":"http://0.0.0.0:80"}""", "/url is 'http://0.0.0.0:80', which is not a url: " + UrlRule)]
    [InlineData("""{"serviceName":"a","url":"http://h\\@evil"}""", """/url is 'http://h\@evil', which is not a url: """ + UrlRule)]
    [InlineData("""{"serviceName":"a","url":"http://h","zone":"\ud800"}""", "/zone has an unpaired surrogate: it must be valid Unicode.")]
    [InlineData("""{"serviceName":"a","url":"http://h","metadata":{"a":["\udc00"]}}""", "/metadata has text with an unpaired surrogate: it must be valid Unicode.")]
    [InlineData("""{"serviceName":"a","url":"http://h","leaseSeconds":1e400}""", "/leaseSeconds is 1e400: it must be a whole number from 1 to 86400.")]
    [InlineData("""{"serviceName":"a","url":"http://h","tags":{}}""", "/tags is an object: it must be an array of at most 32 elements.")]
    [InlineData("""{"serviceName":"a","url":"http://h","endpoints":7}""", "/endpoints is 7: it must be an object of at most 32 members.")]
    public async Task Register_OneFault_IsNamed(string body, string fault)
    {
        var answer = await Client.SendJsonAsync("/register", body);
        Assert.Equal((400, "invalid-input"), (answer.Status, answer.Code));
        Assert.Equal([fault], answer.Faults);
        Assert.Equal(0, Catalog.Current.Revision);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("Service-Registry")]
    [InlineData("10")]
    [InlineData("0x7f.1")]
    [InlineData("-a")]
    [InlineData("a..b")]
    [InlineData("a b")]
    [InlineData("")]
    public async Task Register_NameThatIsNone_Is400(string name)
    {
        var answer = await RegisterAsync(name, "http://h");
        Assert.StartsWith($"/serviceName is '{name}', which is not a service name: it must be dot-separated labels", answer.Faults.Single());
    }

    [Fact]
    public async Task Register_LongValue_IsShownShortened()
    {
        var answer = await RegisterAsync(new string('a', 5000), "http://h");
        Assert.StartsWith($"/serviceName is '{new string('a', 64)}…', which", answer.Faults.Single());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Register_OtherMediaType_Is415(string mediaType)
    {
        var answer = await Client.SendJsonAsync("/register", """{"serviceName":"a","url":"http://h"}""", mediaType);
        Assert.Equal((415, "unsupported-media-type"), (answer.Status, answer.Code));
        Assert.Equal($"The body's Content-Type is '{mediaType}; charset=utf-8': send JSON in UTF-8 and say so with Content-Type: application/json.", answer.Detail);
    }

    [Fact]
    public async Task Register_BodyOver64KiB_Is413()
    {
        var answer = await RegisterAsync("a", "http://h", $$""","metadata":{"a":"{{new string('x', 70_000)}}"}""");
        Assert.Equal((413, "body-too-large"), (answer.Status, answer.Code));
        Assert.Equal("The body is too long: /register takes at most 65536 bytes.", answer.Detail);
    }

    [Fact]
    public async Task Register_MetadataOver16KiB_Is400()
    {
        var answer = await RegisterAsync("a", "http://h", $$""","metadata":{"a":"{{new string('x', 16 * 1024)}}"}""");
        Assert.Equal(["/metadata has 16392 bytes: it must have at most 16384 without white space."], answer.Faults);
    }

    [Theory]
    [InlineData(32, 201)]
    [InlineData(33, 400)]
    public async Task Register_DeepMetadata_IsTakenTo32(int depth, int status)
    {
        var deep = string.Concat(Enumerable.Repeat("""{"a":""", depth - 1)) + "{}" + new string('}', depth - 1);
        Assert.Equal(status, (await RegisterAsync("a", "http://h", $$""","metadata":{{deep}}""")).Status);
    }

    [Theory]
    [InlineData("/services?limit=0", "limit is '0': it must be a whole number from 1 to 10000.")]
    [InlineData("/services?limit=1&limit=2", "limit is '1,2': it must be a whole number from 1 to 10000.")]
    [InlineData("/services?prefix=%00", "prefix is '\0', which is not the beginning of a service name: it must be 1 to 128 letters, digits, '.', '-' or '_'.")]
    [InlineData("/services/a?version=%3E%3E", "version is '>>', which is not a version range: it must be a range of Semantic Versions in npm's grammar such as ^1.4 or >=1.2 <2.")]
    [InlineData("/v1/services/a?zone=", "zone is '', which is not a label: it must be 1 to 128 letters, digits, '.', '_', ':' or '-' and begin with a letter or digit.")]
    public async Task Get_BadQuery_NamesTheParameter(string path, string fault)
    {
        var answer = await Client.ReadAsync(path);
        Assert.Equal((400, "invalid-input"), (answer.Status, answer.Code));
        Assert.Equal([fault], answer.Faults);
    }

    [Fact]
    public async Task Heartbeats_BadEntries_AreNamedByIndex()
    {
        var answer = await Client.SendJsonAsync("/v1/heartbeats", """{"instances":[{"serviceName":"a","instanceId":"b"},7,{"serviceName":"a","status":"draining"}]}""");
        Assert.Equal(
            [
                "/instances/1 is 7: it must be an object.",
                "/instances/2/instanceId is missing: it must be an instance id.",
                "/instances/2/status is 'draining', which is not a self-report: it must be 'up' or 'unhealthy'.",
            ],
            answer.Faults);
    }

    [Fact]
    public async Task Heartbeats_AllFaulty_SaysThatNotAllAreListed()
    {
        var answer = await Client.SendJsonAsync("/v1/heartbeats", $$"""{"instances":[{{string.Join(',', Enumerable.Repeat("7", 150))}}]}""");
        Assert.Equal((400, "The input has 150 faults; the first 100 are listed.", 100), (answer.Status, answer.Detail, answer.Faults.Count()));
    }

    [Fact]
    public async Task Heartbeats_TooMany_Is400()
    {
        var one = """{"serviceName":"a","instanceId":"b"}""";
        var many = new StringBuilder().AppendJoin(',', Enumerable.Repeat(one, 10_001));
        var answer = await Client.SendJsonAsync("/v1/heartbeats", $$"""{"instances":[{{many}}]}""");
        Assert.Equal(["/instances has 10001 elements: it must be an array of at most 10000 elements."], answer.Faults);
    }

    [Theory]
    [InlineData("GET", "/nothing", 404, "unknown-route", "There is nothing at /nothing. GET /openapi/v1.json lists every route.")]
    [InlineData("DELETE", "/register", 405, "method-not-allowed", "/register does not take DELETE, only POST.")]
    public async Task Any_WrongRoute_IsAProblem(string method, string path, int status, string code, string detail)
    {
        var answer = await Client.AskAsync(new HttpRequestMessage(new HttpMethod(method), path));
        Assert.Equal((status, code, detail), (answer.Status, answer.Code, answer.Detail));
    }

    [Theory]
    [InlineData("POST", "/register", "{}", "application/json", 400)]
    [InlineData("POST", "/register", "{", "application/json", 400)]
    [InlineData("POST", "/register", "{}", "text/plain", 415)]
    [InlineData("POST", "/services", "{}", "application/json", 405)]
    [InlineData("POST", "/nothing", "{}", "application/json", 404)]
    public async Task Any_Refused_TellsTheRevisionAndIsNotStored(string method, string path, string body, string mediaType, int status)
    {
        await RegisterAsync("orders", "http://localhost:1");
        var answer = await Client.AskAsync(new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent(body, Encoding.UTF8, mediaType) });
        Assert.Equal((status, Catalog.RevisionText), (answer.Status, answer.Revision));
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task Any_HostThatIsNotLoopback_Is421()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/services");
        request.Headers.Host = "rebound.example";
        var answer = await Client.AskAsync(request);
        Assert.Equal((421, "misdirected-host"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Any_LongHost_IsShownBackShort()
    {
        var host = string.Join('.', Enumerable.Repeat(new string('x', 40), 5));
        var request = new HttpRequestMessage(HttpMethod.Get, "/services");
        request.Headers.Host = host;
        var answer = await Client.AskAsync(request);
        Assert.Equal(421, answer.Status);
        Assert.Contains($"the host '{host[..64]}…'", answer.Detail, StringComparison.Ordinal);
    }
}
