using System.Net;
using System.Text.RegularExpressions;
using Paradyze.Registry.Tests.Api;

namespace Paradyze.Registry.Tests.Dashboard;

public sealed partial class DashboardEndpointsTests : RegistryTest
{
    [Fact]
    public async Task Dashboard_WithoutAScript_ShowsWhatIsRegistered()
    {
        await RegisterAsync("orders", "http://localhost:8080", ""","zone":"eu-1","tags":["blue"],"metadata":{"version":"1.4.2"}""");
        var page = await Client.ReadAsync("/dashboard");
        Assert.Equal((200, "text/html"), (page.Status, page.MediaType));
        Assert.All(
            ["orders", "href=\"http://localhost:8080/\"", ">Starting</", "waits for its first probe", "1.4.2", "eu-1", "blue", "2026-11-24 09:00:00.000 UTC", "just now"],
            shown => Assert.Contains(shown, page.Body, StringComparison.Ordinal));
        Assert.Contains(Catalog.RevisionAt(Catalog.Current.Revision).ToString(), page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dashboard_NothingRegistered_NamesThisRegistry()
    {
        var page = WebUtility.HtmlDecode((await Client.ReadAsync("/dashboard")).Body);
        Assert.Contains("Nothing registered yet", page, StringComparison.Ordinal);
        Assert.Contains($"curl {Server.Address}register", page, StringComparison.Ordinal);
        Assert.Contains($"fetch('{Server.Address}register'", page, StringComparison.Ordinal);
        Assert.Contains("builder.AddServiceDefaults();", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dashboard_HostileReason_IsEncoded()
    {
        await RegisterAsync("orders", "http://localhost:8080", ""","instanceId":"a" """);
        var registered = Catalog.Current;
        await Client.SendJsonAsync(
            "/v1/heartbeats", """{"instances":[{"serviceName":"orders","instanceId":"a","status":"unhealthy","reason":"\"><script>alert(1)</script>"}]}""");
        await Catalog.WaitForAsync(registered.Revision + 1, TestContext.Current.CancellationToken);
        var page = (await Client.ReadAsync("/dashboard")).Body;
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dashboard_EveryFileItNames_IsServedFromHereUnderTheSamePolicy()
    {
        var page = await Client.ReadAsync("/dashboard");
        var files = FileReference().Matches(page.Body).Select(match => match.Groups["file"].Value).ToList();
        Assert.Contains(files, file => file.StartsWith("_framework/blazor.web", StringComparison.Ordinal));
        foreach (var file in files)
        {
            var answer = await Client.ReadAsync("/" + WebUtility.HtmlDecode(file));
            Assert.Equal(200, answer.Status);
            Assert.NotEmpty(answer.Body);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        }
    }

    [Fact]
    public async Task Dashboard_Answer_LetsNothingInAndIsShownNowhereElse()
    {
        var page = await Client.ReadAsync("/dashboard");
        var policy = page.Headers.GetValues("Content-Security-Policy").Single().Split("; ");
        Assert.All(["default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"], rule => Assert.Contains(rule, policy));
        Assert.False(page.Headers.Contains("X-Frame-Options"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/dashboard")]
    public async Task Head_IsAsGetWithoutTheBody(string path)
    {
        var get = await Client.ReadAsync(path);
        var head = await Client.AskAsync(new HttpRequestMessage(HttpMethod.Head, path));
        Assert.Equal((200, get.MediaType, ""), (head.Status, head.MediaType, head.Body));
    }

    [Theory]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", HttpStatusCode.Redirect)]
    [InlineData("*/*", HttpStatusCode.OK)]
    [InlineData("application/json", HttpStatusCode.OK)]
    public async Task Root_Accept_DecidesBetweenPersonAndProgram(string accept, HttpStatusCode status)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = Server.Address };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", accept);
        var answer = await client.ReadAsync("/");
        Assert.Equal((int)status, answer.Status);
        Assert.Equal("Accept", answer.Headers.Vary.Single());
        if (status is HttpStatusCode.Redirect)
        {
            Assert.Equal("/dashboard", answer.Headers.Location!.ToString());
            return;
        }

        Assert.Equal("Paradyze Discovery registry", answer.Json.GetProperty("name").GetString());
        foreach (var link in answer.Json.GetProperty("links").EnumerateObject())
            Assert.Equal(200, (await Client.ReadAsync(link.Value.GetString()!)).Status);
    }

    [GeneratedRegex("<(?:link|script|img)[^>]* (?:href|src)=\"(?<file>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex FileReference();
}
