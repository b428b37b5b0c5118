using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Paradyze.Registry.Tests.Api;

/// <summary>An answer of the registry, read whole.</summary>
internal sealed record Answer(int Status, HttpResponseHeaders Headers, string? MediaType, string Body)
{
    public JsonElement Json => JsonElement.Parse(Body);

    public string? Code => Json.GetProperty("code").GetString();

    public string? Detail => Json.GetProperty("detail").GetString();

    public IEnumerable<string> Faults =>
        Json.GetProperty("errors").EnumerateArray().Select(fault => $"{fault.GetProperty("pointer")} {fault.GetProperty("detail")}");

    public string Revision => Headers.GetValues("Registry-Revision").Single();
}

internal static class RegistryCalls
{
    public static Task<Answer> ReadAsync(this HttpClient client, string path, string? ifNoneMatch = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (ifNoneMatch is not null) request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        return client.AskAsync(request);
    }

    public static Task<Answer> SendJsonAsync(this HttpClient client, string path, string body, string mediaType = "application/json") =>
        client.AskAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, mediaType) });

    public static async Task<Answer> AskAsync(this HttpClient client, HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            return new Answer((int)response.StatusCode, response.Headers, response.Content.Headers.ContentType?.MediaType, body);
        }
    }
}
