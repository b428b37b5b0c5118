namespace Paradyze.Registry.Tests.Api;

/// <summary>What a registration may ask for under <c>checks</c>.</summary>
public sealed class CheckTests : RegistryTest
{
    private const string UrlRule =
        "it must be an absolute http or https url of at most 2048 ASCII characters without spaces or credentials: no fragment, wildcard host or port 0.";

    private const string UrlOrPathRule =
        "it must be an absolute http or https url of at most 2048 ASCII characters without spaces or credentials, or a path such as /healthz: no fragment, wildcard host or port 0.";

    private Task<Answer> RegisterWithAsync(string checks, string url = "http://10.0.0.5:8080") =>
        RegisterAsync("orders", url, $$""","leaseSeconds":30,"checks":{{checks}}""");

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""[{"type":"http"}]""")]
    [InlineData("""[{"type":"http","url":"/healthz?deep=1"}]""")]
    [InlineData("""[{"type":"http","url":"/healthz","port":9090}]""")]
    [InlineData("""[{"type":"http","url":"HTTPS://10.0.0.5:8443/healthz"}]""")]
    [InlineData("""[{"type":"tcp"},{"type":"tcp","port":65535},{"type":"tcp","url":"http://10.0.0.5:1"}]""")]
    [InlineData("""[{"type":"grpc","port":9090,"service":"grpc/orders.v1_Orders-2"},{"type":"grpc","url":"https://10.0.0.5:9443"}]""")]
    [InlineData("""[{"type":"tcp","interval":"1s","timeout":"1s"},{"type":"tcp","interval":"1h","timeout":"30s"},{"type":"tcp","timeout":"100ms"}]""")]
    [InlineData("""[{"type":"tcp","failuresBeforeCritical":1,"successesBeforeUp":100,"deregisterAfter":"720h"}]""")]
    public async Task Register_Checks_ComeBackAsSent(string checks)
    {
        var answer = await RegisterWithAsync(checks);
        Assert.Equal(201, answer.Status);
        Assert.Equal(checks, answer.Json.GetProperty("checks").GetRawText());
    }

    [Fact]
    public async Task Register_DurationsInOtherUnits_ComeBackInTheShortest()
    {
        var answer = await RegisterWithAsync("""[{"type":"tcp","interval":"60s","timeout":"2000ms","deregisterAfter":"120m"}]""");
        Assert.Equal("""[{"type":"tcp","interval":"1m","timeout":"2s","deregisterAfter":"2h"}]""", answer.Json.GetProperty("checks").GetRawText());
    }

    [Theory]
    [InlineData("""7""", "/checks is 7: it must be an array of at most 8 elements.")]
    [InlineData("""[{},{},{},{},{},{},{},{},{}]""", "/checks has 9 elements: it must be an array of at most 8 elements.")]
    [InlineData("""["tcp"]""", "/checks/0 is 'tcp': it must be an object.")]
    [InlineData("""[{}]""", "/checks/0/type is missing: it must be 'http', 'tcp' or 'grpc'.")]
    [InlineData("""[{"type":"TCP"}]""", "/checks/0/type is 'TCP', which is not a type of check: it must be 'http', 'tcp' or 'grpc'.")]
    [InlineData("""[{"type":"GRPC","service":"orders","url":"/x"}]""", "/checks/0/type is 'GRPC', which is not a type of check: it must be 'http', 'tcp' or 'grpc'.")]
    [InlineData("""[{"type":"tcp","port":0}]""", "/checks/0/port is 0: it must be a whole number from 1 to 65535.")]
    [InlineData("""[{"type":"tcp"},{"type":"tcp","port":65536}]""", "/checks/1/port is 65536: it must be a whole number from 1 to 65535.")]
    [InlineData("""[{"type":"tcp","interval":10}]""", "/checks/0/interval is 10: it must be a duration, a string.")]
    [InlineData("""[{"type":"tcp","interval":"10"}]""", "/checks/0/interval is '10', which is not a duration: it must be a whole number and its unit, such as 500ms, 10s, 1m or 2h.")]
    [InlineData("""[{"type":"tcp","interval":"999ms"}]""", "/checks/0/interval is '999ms': it must be from 1s to 1h.")]
    [InlineData("""[{"type":"tcp","interval":"2h"}]""", "/checks/0/interval is '2h': it must be from 1s to 1h.")]
    [InlineData("""[{"type":"tcp","timeout":"99ms"}]""", "/checks/0/timeout is '99ms': it must be from 100ms to 30s.")]
    [InlineData("""[{"type":"tcp","timeout":"31s"}]""", "/checks/0/timeout is '31s': it must be from 100ms to 30s.")]
    [InlineData("""[{"type":"tcp","interval":"5s","timeout":"6s"}]""", "/checks/0/timeout is '6s', longer than the interval of 5s: it must not be.")]
    [InlineData("""[{"type":"tcp","failuresBeforeCritical":0}]""", "/checks/0/failuresBeforeCritical is 0: it must be a whole number from 1 to 100.")]
    [InlineData("""[{"type":"tcp","successesBeforeUp":101}]""", "/checks/0/successesBeforeUp is 101: it must be a whole number from 1 to 100.")]
    [InlineData("""[{"type":"tcp","deregisterAfter":"0s"}]""", "/checks/0/deregisterAfter is '0s': it must be from 1s to 720h.")]
    [InlineData("""[{"type":"tcp","deregisterAfter":"721h"}]""", "/checks/0/deregisterAfter is '721h': it must be from 1s to 720h.")]
    [InlineData("""[{"type":"http","service":"orders"}]""", "/checks/0/service is 'orders', and only a check of the type 'grpc' asks for one: leave it out.")]
    [InlineData("""[{"type":"grpc","service":""}]""", "/checks/0/service is '', which is not a gRPC service name: it must be 1 to 128 letters, digits, '.', '_', '-' or '/'.")]
    [InlineData("""[{"type":"http","url":"http://10.0.0.5/","port":1}]""", "/checks/0/port is 1, and the url says where already: leave one of them out.")]
    [InlineData("""[{"type":"tcp","url":"/healthz"}]""", "/checks/0/url is '/healthz', which is not a check's url: " + UrlRule)]
    [InlineData("""[{"type":"grpc","url":"grpc://10.0.0.5:1"}]""", "/checks/0/url is 'grpc://10.0.0.5:1', which is not a check's url: " + UrlRule)]
    [InlineData("""[{"type":"http","url":"//169.254.169.254/"}]""", "/checks/0/url is '//169.254.169.254/', which is not a check's url: " + UrlOrPathRule)]
    [InlineData("""[{"type":"http","url":"/\\169.254.169.254"}]""", """/checks/0/url is '/\169.254.169.254', which is not a check's url: """ + UrlOrPathRule)]
    [InlineData("""[{"type":"http","url":"/a#b"}]""", "/checks/0/url is '/a#b', which is not a check's url: " + UrlOrPathRule)]
    [InlineData("""[{"type":"http","url":"http://u:p@10.0.0.5/"}]""", "/checks/0/url is 'http://u:p@10.0.0.5/', which is not a check's url: " + UrlOrPathRule)]
    [InlineData("""[{"type":"http","url":"http://167772165/"}]""", "/checks/0/url is 'http://167772165/', which is not a check's url: " + UrlOrPathRule)]
    [InlineData("""[{"type":"http","url":"http://012.0.0.5/"}]""", "/checks/0/url is 'http://012.0.0.5/', which is not a check's url: " + UrlOrPathRule)]
    [InlineData("""[{"type":"http","url":"http://169.254.169.254/"}]""", "/checks/0/url is 'http://169.254.169.254/' on the host '169.254.169.254': a check asks only the host of the instance's own url, '10.0.0.5'.")]
    [InlineData("""[{"type":"http","url":"http://[::ffff:10.0.0.5]/"}]""", "/checks/0/url is 'http://[::ffff:10.0.0.5]/' on the host '[::ffff:10.0.0.5]': a check asks only the host of the instance's own url, '10.0.0.5'.")]
    public async Task Register_CheckAtFault_IsNamed(string checks, string fault)
    {
        var answer = await RegisterWithAsync(checks);
        Assert.Equal((400, "invalid-input"), (answer.Status, answer.Code));
        Assert.Equal([fault], answer.Faults);
        Assert.Equal(0, Catalog.Current.Revision);
    }

    [Fact]
    public async Task Register_ManyFaults_NamesAllOfThem()
    {
        var answer = await RegisterWithAsync("""[{"type":"tcp","port":0},{"type":"http","url":"http://other","interval":"x"}]""", url: "nothing");
        Assert.Equal(3, answer.Faults.Count());
        Assert.Equal(["/url", "/checks/0/port", "/checks/1/interval"], answer.Faults.Select(fault => fault.Split(' ')[0]));
    }
}
