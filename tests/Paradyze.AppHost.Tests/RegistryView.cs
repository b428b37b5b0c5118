using System.Net;
using System.Net.Http.Json;
using Paradyze.Discovery;

namespace Paradyze.AppHost.Tests;

/// <summary>A registry as those see it who ask for services.</summary>
internal sealed class RegistryView(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address };

    public Uri Address => _http.BaseAddress!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Every service and port that the registry hands out, one <c>name:port</c> each, in order.</summary>
    /// <remarks>Empty while the registry does not answer.</remarks>
    public async Task<IReadOnlyList<string>> HandedOutAsync()
    {
        try
        {
            var services = await _http.GetFromJsonAsync(RegistryRoutes.Services, DiscoveryJsonContext.Default.ServiceSummaryArray, Cancellation);
            var lists = await Task.WhenAll(services!.Select(HandedOutAsync));
            return [.. lists.SelectMany(list => list).Order(StringComparer.Ordinal)];
        }
        catch (HttpRequestException)
        {
            return [];
        }
    }

    /// <summary>The status of every instance that the registry knows, by <c>name:port</c>.</summary>
    public async Task<IReadOnlyDictionary<string, InstanceStatus>> StatusesAsync()
    {
        var services = await _http.GetFromJsonAsync(RegistryRoutes.Services, DiscoveryJsonContext.Default.ServiceSummaryArray, Cancellation);
        var lists = await Task.WhenAll(services!.Select(service => DetailsAsync(service.ServiceName)));
        return lists.SelectMany(list => list.Instances).ToDictionary(Place, instance => instance.Status);
    }

    public void Dispose() => _http.Dispose();

    // All that callers may be given: the two lists, and the one address of the overview.
    private async Task<IEnumerable<string>> HandedOutAsync(ServiceSummary service)
    {
        using var response = await _http.GetAsync($"{RegistryRoutes.Services}/{service.ServiceName}", Cancellation);
        if (response.StatusCode == HttpStatusCode.ServiceUnavailable) return [];
        var resolution = await response.Content.ReadFromJsonAsync(DiscoveryJsonContext.Default.ServiceResolution, Cancellation);
        var details = await DetailsAsync(service.ServiceName);
        return resolution!.Instances.Concat(HandOut.Of([.. details.Instances], instance => instance.Status)).Select(Place).Append(Place(service.ServiceName, service.Url)).Distinct();
    }

    private async Task<ServiceDetails> DetailsAsync(string serviceName) => (await _http.GetFromJsonAsync(
        $"{RegistryRoutes.ServiceDetails}/{serviceName}", DiscoveryJsonContext.Default.ServiceDetails, Cancellation))!;

    private static string Place(ServiceInstance instance) => Place(instance.ServiceName, instance.Url);

    private static string Place(string serviceName, string url) => $"{serviceName}:{new Uri(url).Port}";
}
