namespace Paradyze.Discovery.Network.Fixtures.Service;

/// <summary>Calls as a service calls others.</summary>
internal static class Calling
{
    public static async Task RunAsync(IEnumerable<string> urls)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.AddServiceDefaults();
        using var host = builder.Build();
        await host.StartAsync();
        var http = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        foreach (var url in urls) Console.WriteLine($"answer: {await GetAsync(http, url)}");
        await host.StopAsync();
    }

    private static async Task<string> GetAsync(HttpClient http, string url)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(url));
            return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
        }
        catch (HttpRequestException e)
        {
            return $"none, {e.HttpRequestError}";
        }
    }
}
