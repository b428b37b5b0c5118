using Microsoft.Extensions.Options;
using Paradyze.Registry.Api.Input;
using Paradyze.Registry.Health;
using Paradyze.Registry.Health.Plans;

namespace Paradyze.Registry.Tests.Health.Plans;

public sealed class ProbePlannerTests
{
    private const string OtherHost =
        "'health' is on the host 'h2', and only the host of the instance's own url, 'h', is probed: a connection to the url is tried instead.";

    private const string OtherPath =
        "'metadata.endpoints.health' is not a path of at most 2048 characters that begins with '/' and stays on the instance's own host: a connection to the url is tried instead.";

    private static readonly ProbePlanner s_planner = Planner(new ProbeOptions());

    private static ProbePlanner Planner(ProbeOptions defaults) => new(Options.Create(new RegistryOptions { Probes = defaults }));

    /// <summary>The plan of a registration, which is that of the instance it becomes.</summary>
    private static ProbePlan Plan(string body, ProbePlanner? planner = null)
    {
        using var json = System.Text.Json.JsonDocument.Parse(body);
        var registration = RegistrationReader.Read(json.RootElement);
        var plan = (planner ?? s_planner).Plan(registration);
        Assert.Equal(plan, (planner ?? s_planner).Plan(Instances.Of(registration)));
        return plan;
    }

    private static ProbePlan PlanOf(string more, string url = "http://h:8080") => Plan($$"""{"serviceName":"orders","url":"{{url}}"{{more}}}""");

    [Theory]
    [InlineData("", "TCP h:8080")]
    [InlineData(""","health":"http://h:8080/health?a=1" """, "GET http://h:8080/health?a=1")]
    [InlineData(""","health":"https://H:8443/x" """, "GET https://H:8443/x")]
    [InlineData(""","metadata":{"endpoints":{"health":"/healthz"}}""", "GET http://h:8080/healthz")]
    [InlineData(""","health":"http://h:8080/first","metadata":{"endpoints":{"health":"/second"}}""", "GET http://h:8080/first")]
    [InlineData(""","metadata":{"endpoints":{"health":7}}""", "TCP h:8080")]
    [InlineData(""","metadata":{"endpoints":["health"]}""", "TCP h:8080")]
    [InlineData(""","checks":[]""", "TCP h:8080")]
    [InlineData(""","health":"http://h/x","checks":[{"type":"tcp","port":1}]""", "TCP h:1")]
    [InlineData(""","checks":[{"type":"http"}]""", "GET http://h:8080")]
    [InlineData(""","checks":[{"type":"http","url":"/healthz?a=1"}]""", "GET http://h:8080/healthz?a=1")]
    [InlineData(""","checks":[{"type":"http","url":"/healthz","port":9090}]""", "GET http://h:9090/healthz")]
    [InlineData(""","checks":[{"type":"http","port":9090}]""", "GET http://h:9090/")]
    [InlineData(""","checks":[{"type":"http","url":"https://h/x"}]""", "GET https://h/x")]
    [InlineData(""","checks":[{"type":"tcp"},{"type":"tcp","url":"https://h"}]""", "TCP h:8080|TCP h:443")]
    [InlineData(""","checks":[{"type":"grpc"},{"type":"grpc","port":9090,"service":"orders.v1"}]""", "gRPC h:8080|gRPC h:9090 orders.v1")]
    [InlineData(""","leaseSeconds":30""", "")]
    [InlineData(""","leaseSeconds":30,"health":"http://h:8080/health" """, "")]
    [InlineData(""","leaseSeconds":30,"checks":[]""", "")]
    [InlineData(""","leaseSeconds":30,"checks":[{"type":"tcp"}]""", "TCP h:8080")]
    public void Plan_Registration_IsAskedThere(string more, string expected)
    {
        var plan = PlanOf(more);
        Assert.Equal(expected, string.Join('|', plan.Checks.Select(check => check.Words)));
        Assert.Null(plan.Note);
    }

    [Fact]
    public void Plan_HealthOnAnotherHost_IsNotAskedAndSaysSo()
    {
        var plan = PlanOf(""","health":"http://h2:8080/health","metadata":{"endpoints":{"health":"/healthz"}}""");
        Assert.Equal(("TCP h:8080", OtherHost), (plan.Checks.Single().Words, plan.Note));
    }

    [Theory]
    [InlineData("""healthz""")]
    [InlineData("""//169.254.169.254/""")]
    [InlineData("""/\\169.254.169.254/""")]
    [InlineData("""http://h2/""")]
    [InlineData("""/a#b""")]
    public void Plan_HealthPathThatLeadsElsewhere_IsNotAskedAndSaysSo(string path)
    {
        var plan = PlanOf($$$""","metadata":{"endpoints":{"health":"{{{path}}}"}}""");
        Assert.Equal(("TCP h:8080", OtherPath), (plan.Checks.Single().Words, plan.Note));
    }

    [Theory]
    [InlineData("""/a\r\nb c""", "GET http://h:8080/a%0D%0Ab%20c")]
    [InlineData("""/gr\u00fc\u00df""", "GET http://h:8080/gr%C3%BC%C3%9F")]
    public void Plan_HealthPathWithOtherCharacters_IsEscapedAlsoInWords(string path, string words) =>
        Assert.Equal(words, PlanOf($$$""","metadata":{"endpoints":{"health":"{{{path}}}"}}""").Checks.Single().Words);

    [Theory]
    [InlineData(2048, null)]
    [InlineData(2049, OtherPath)]
    public void Plan_LongHealthPath_IsBounded(int length, string? note) =>
        Assert.Equal(note, PlanOf($$$""","metadata":{"endpoints":{"health":"/{{{new string('x', length - 1)}}}"}}""").Note);

    [Theory]
    [InlineData("http://[::1]:8080/base", "TCP [::1]:8080")]
    [InlineData("https://h/base", "TCP h:443")]
    public void Plan_Url_IsConnectedTo(string url, string words) => Assert.Equal(words, PlanOf("", url).Checks.Single().Words);

    [Fact]
    public void Plan_NothingSaid_TakesTheDefaults()
    {
        var check = PlanOf("").Checks.Single();
        Assert.Equal(
            (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(2), 3, 1, TimeSpan.FromMinutes(5)),
            (check.Interval, check.Timeout, check.FailuresBeforeCritical, check.SuccessesBeforeUp, check.DeregisterAfter));
    }

    [Fact]
    public void Plan_Said_IsTaken()
    {
        var check = PlanOf(""","checks":[{"type":"tcp","interval":"1m","timeout":"5s","failuresBeforeCritical":7,"successesBeforeUp":2,"deregisterAfter":"1h"}]""").Checks.Single();
        Assert.Equal(
            (TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(5), 7, 2, TimeSpan.FromHours(1)),
            (check.Interval, check.Timeout, check.FailuresBeforeCritical, check.SuccessesBeforeUp, check.DeregisterAfter));
    }

    [Theory]
    [InlineData("\"interval\":\"1s\"", 1, 1)]
    [InlineData("\"timeout\":\"30s\"", 30, 30)]
    public void Plan_DefaultThatDoesNotFit_GivesWay(string said, int interval, int timeout)
    {
        var check = PlanOf($$""","checks":[{"type":"tcp",{{said}}}]""").Checks.Single();
        Assert.Equal((TimeSpan.FromSeconds(interval), TimeSpan.FromSeconds(timeout)), (check.Interval, check.Timeout));
    }

    [Fact]
    public void Plan_SameAgain_IsEqual()
    {
        const string more = ""","health":"http://h2/","checks":[{"type":"http","url":"/a"},{"type":"grpc","service":"x"}]""";
        Assert.Equal(PlanOf(more), PlanOf(more));
        Assert.Equal(PlanOf(more).GetHashCode(), PlanOf(more).GetHashCode());
        Assert.NotEqual(PlanOf(more), PlanOf(more.Replace("/a", "/b", StringComparison.Ordinal)));
        Assert.NotEqual(PlanOf(""","health":"http://h2/" """), PlanOf(""","health":"http://h3/" """)); // by its note
        Assert.NotEqual(PlanOf(more), PlanOf(more.Replace("\"x\"", "\"y\"", StringComparison.Ordinal)));
    }
}
