using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Paradyze.Registry.Browser.Tests;

public sealed class DashboardTests(Chromium chromium) : DashboardTest(chromium)
{
    [Fact]
    public async Task Page_NothingRegistered_ShowsLinesThatRegister()
    {
        var page = await OpenAsync(new BrowserNewContextOptions { Permissions = ["clipboard-read", "clipboard-write"] });
        Assert.Equal("/dashboard", new Uri(page.Url).AbsolutePath);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nothing registered yet" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Copy the curl example" }).ClickAsync();
        await Expect(page.Locator(".copied")).ToBeVisibleAsync();
        var copied = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.StartsWith($"curl {Registry}register", copied, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WhileOpen_FollowsAnInstanceFromItsRegistrationToItsEnd()
    {
        var page = await OpenAsync();
        await page.EvaluateAsync("window.isFirstLoad = true");

        await RegisterAsync("orders", "orders-1");
        await RegisterAsync("products", "products-1", leaseSeconds: 1);
        await Expect(Row(page, "orders-1")).ToContainTextAsync("Up");
        await Expect(page.Locator("[data-total=instances]")).ToHaveTextAsync("2");

        // Nobody keeps this one's promise.
        await Expect(Row(page, "products-1")).ToContainTextAsync("Unhealthy");
        await Expect(Row(page, "products-1")).ToContainTextAsync("lease expired");
        await Expect(page.GetByRole(AriaRole.Article).First).ToContainTextAsync("not handed out");

        await PostAsync("/unregister", new { serviceName = "products" });
        await Expect(Row(page, "products-1")).ToHaveCountAsync(0);
        await PostAsync("/unregister", new { serviceName = "orders" });
        await Expect(page.GetByText("Nothing registered yet")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("window.isFirstLoad"));
    }

    [Fact]
    public async Task Filter_WordsAndStatus_LeaveWhatHasThem()
    {
        await RegisterAsync("orders", "orders-1");
        await RegisterAsync("orders", "orders-2");
        await RegisterAsync("products", "products-1");
        await ReportUnhealthyAsync("orders", "orders-2", "disk full");
        var page = await OpenAsync();
        var rows = page.Locator("tr[data-instance]");
        await Expect(rows).ToHaveCountAsync(3);

        var search = page.GetByLabel("Filter services");
        await search.FillAsync("ORDERS 8080");
        await Expect(rows).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Unhealthy 1" }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(rows).ToContainTextAsync("disk full");

        await search.FillAsync("products");
        await Expect(page.GetByText("Nothing matches.")).ToBeVisibleAsync();
        await page.Locator("fluent-button", new() { HasText = "Show everything" }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task Page_ManyInstances_ShowsSomeAndMoreOnDemand()
    {
        await Task.WhenAll(Enumerable.Range(0, 150).Select(i => RegisterAsync("orders", $"orders-{i:000}")));
        var page = await OpenAsync();
        var rows = page.Locator("tr[data-instance]");
        await Expect(page.Locator("[data-total=instances]")).ToHaveTextAsync("150");
        await Expect(rows).ToHaveCountAsync(10);
        await page.Locator("fluent-button", new() { HasText = "Show 100 more" }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(110);
        await page.Locator("fluent-button", new() { HasText = "Show 40 more" }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(150);
    }

    [Fact]
    public async Task Page_ProbedInstance_ShowsWhatItsProbesFound()
    {
        // Nobody listens there.
        await PostAsync("/register", new { serviceName = "orders", instanceId = "orders-1", url = "http://127.0.0.1:1", health = "http://other.example/health" });
        await RegisterAsync("orders", "orders-2");
        var page = await OpenAsync();
        var probes = Row(page, "orders-1").Locator("details.probes");
        await Expect(Row(page, "orders-1").Locator(".reason")).ToHaveTextAsync("probe failing");
        await Expect(probes.Locator(".asked")).ToHaveTextAsync("TCP 127.0.0.1:1 refused the connection");
        await Expect(probes.Locator(".tick.failed").Nth(2)).ToBeAttachedAsync();
        await Expect(probes.Locator(".results")).ToBeHiddenAsync();
        await probes.Locator("summary").ClickAsync();
        await Expect(probes.Locator(".results")).ToBeVisibleAsync();
        await Expect(probes).ToContainTextAsync("only the host of the instance's own url, '127.0.0.1', is probed");
        await Expect(probes.Locator(".checks")).ToContainTextAsync("critical after 3 failures");
        await Expect(Row(page, "orders-2").Locator("details")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Page_WhileNothingChanges_GoesOnShowingProbes()
    {
        var checks = new[] { new { type = "tcp", interval = "1s", timeout = "1s" } };
        await PostAsync("/register", new { serviceName = "orders", instanceId = "orders-1", url = "http://127.0.0.1:1", checks });
        var page = await OpenAsync();
        await Expect(Row(page, "orders-1").Locator(".reason")).ToHaveTextAsync("probe failing");
        var revision = await page.Locator(".revision").TextContentAsync();
        await Expect(Row(page, "orders-1").Locator(".tick.failed").Nth(5)).ToBeAttachedAsync();
        await Expect(page.Locator(".revision")).ToHaveTextAsync(revision!);
    }

    [Fact]
    public async Task Page_HostileText_StaysText()
    {
        const string Reason = "<img src=x onerror=alert(1)><script>alert(2)</script>";
        await RegisterAsync("orders", "orders-1");
        await ReportUnhealthyAsync("orders", "orders-1", Reason);
        var page = await OpenAsync();
        await Expect(Row(page, "orders-1").Locator(".reason")).ToHaveTextAsync(Reason);
    }

    [Theory]
    [InlineData(1440, ColorScheme.Light, false)]
    [InlineData(390, ColorScheme.Dark, true)]
    public async Task Page_AnyWindow_FitsAndFollowsTheSystemsColours(int width, ColorScheme colours, bool isDark)
    {
        await PostAsync("/register", new
        {
            serviceName = $"{new string('s', 63)}.{new string('t', 63)}",
            url = $"http://localhost/{new string('u', 1500)}",
            instanceId = new string('i', 128),
            zone = new string('z', 128),
            tags = new[] { new string('t', 128) },
        });
        var size = new ViewportSize { Width = width, Height = 844 };
        var page = await OpenAsync(new BrowserNewContextOptions { ViewportSize = size, ColorScheme = colours });
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        var brightness = await page.EvaluateAsync<int>("parseInt(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])");
        Assert.Equal(isDark, brightness < 128);
    }

    [Fact]
    public async Task Page_NarrowestWindow_ShowsNamesAndAgesWhole()
    {
        await RegisterAsync("notifications", "notifications-1");
        await RegisterAsync("notifications", "notifications-2");
        await ReportUnhealthyAsync("notifications", "notifications-2", "disk full");
        var page = await OpenAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 320, Height = 844 } });
        await Expect(page.Locator(".serving")).ToHaveTextAsync("1 of 2 instances handed out");
        var cut = await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('.service h2, .serving, td.since, td.lease')].filter(shown => shown.scrollWidth > shown.clientWidth).map(shown => shown.textContent)");
        Assert.Empty(cut);
    }

    [Fact]
    public async Task Page_WalkedBackByKeyboard_HidesNoFocusUnderTheBar()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => RegisterAsync($"orders-{i:00}", "instance")));
        var page = await OpenAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 390, Height = 844 } });
        var addresses = page.Locator("td.address a");
        await addresses.Last.FocusAsync();
        for (var left = await addresses.CountAsync(); left > 1; left--)
        {
            await page.Keyboard.PressAsync("Shift+Tab");
            var below = await page.EvaluateAsync<double>(
                "document.activeElement.getBoundingClientRect().top - document.querySelector('.bar').getBoundingClientRect().bottom");
            Assert.True(below >= 0, $"{left}: {below} px below the bar");
        }
    }
}
