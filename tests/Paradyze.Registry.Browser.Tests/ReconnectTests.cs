using Paradyze.Testing;
using static Microsoft.Playwright.Assertions;

namespace Paradyze.Registry.Browser.Tests;

public sealed class ReconnectTests(Chromium chromium)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_RegistryRestarts_SaysSoAndComesBackByItself()
    {
        const int Term = 15;
        using var data = new TempFolder();
        await using var window = await chromium.OpenAsync();
        var page = await window.NewPageAsync();
        Uri address;
        await using (var first = RegistryProcess.Start(data.Path))
        {
            address = await first.AddressAsync(Cancel);
            await page.GotoAsync(new Uri(address, "/dashboard").ToString());
            await Expect(page.Locator(".connection .live")).ToBeVisibleAsync();
            first.Signal(Term);
            Assert.Equal(0, await first.ExitAsync(Cancel));
        }

        await Expect(page.Locator(".connection .lost")).ToBeVisibleAsync();
        await Expect(page.Locator(".connection .live")).ToBeHiddenAsync();

        await using var second = RegistryProcess.Start(data.Path, "--urls", address.ToString());
        await second.AddressAsync(Cancel);
        await Expect(page.Locator(".connection .live")).ToBeVisibleAsync();
        await Expect(page.Locator(".connection .lost")).ToBeHiddenAsync();
    }
}
