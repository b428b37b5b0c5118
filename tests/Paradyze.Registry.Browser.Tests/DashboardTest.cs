using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Paradyze.Testing;

namespace Paradyze.Registry.Browser.Tests;

/// <summary>A registry in real time and the dashboard in a browser, which at the end must have found nothing wrong with the page.</summary>
public abstract class DashboardTest(Chromium chromium) : IAsyncLifetime
{
    private readonly List<string> _complaints = [];
    private readonly RegistryServer _registry = new(configure: services => services.AddSingleton(TimeProvider.System), isProbing: true);
    private HttpClient? _client;
    private IBrowserContext? _window;

    private protected Uri Registry => _registry.Address;

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _client = _registry.CreateClient();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_window is not null) await _window.DisposeAsync();
        _client?.Dispose();
        await _registry.DisposeAsync();
        Assert.Empty(_complaints);
    }

    /// <summary>Opens the dashboard and waits until it follows the registry.</summary>
    private protected async Task<IPage> OpenAsync(BrowserNewContextOptions? options = null)
    {
        _window = await chromium.OpenAsync(options);
        var page = await _window.NewPageAsync();
        page.Console += (_, message) => Complain(message.Type is "error" or "warning", $"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Complain(isOne: true, $"exception: {error}");
        page.RequestFailed += (_, request) => Complain(isOne: true, $"failed: {request.Url}");
        page.Request += (_, request) => Complain(new Uri(request.Url).Authority != Registry.Authority, $"from elsewhere: {request.Url}");
        page.Dialog += (_, dialog) => Complain(isOne: true, $"dialog: {dialog.Message}");
        await page.GotoAsync(Registry.ToString());
        await Assertions.Expect(page.GetByText("Live", new PageGetByTextOptions { Exact = true })).ToBeVisibleAsync();
        return page;
    }

    private protected async Task PostAsync(string path, object body)
    {
        using var answer = await _client!.PostAsJsonAsync(path, body, Cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private protected Task RegisterAsync(string serviceName, string instanceId, int? leaseSeconds = null) =>
        PostAsync("/register", new { serviceName, instanceId, url = $"http://{instanceId}.example:8080", leaseSeconds = leaseSeconds ?? 3600 });

    private protected Task ReportUnhealthyAsync(string serviceName, string instanceId, string reason) =>
        PostAsync("/v1/heartbeats", new { instances = new[] { new { serviceName, instanceId, status = "unhealthy", reason } } });

    private protected static ILocator Row(IPage page, string instanceId) => page.Locator($"tr[data-instance='{instanceId}']");

    private void Complain(bool isOne, string what)
    {
        if (!isOne) return;
        lock (_complaints) _complaints.Add(what);
    }
}
