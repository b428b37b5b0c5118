using System.Net.Http.Headers;

namespace Paradyze.Discovery.Client;

/// <summary>One request to a registry, whichever of them it goes to.</summary>
/// <param name="Operation">What it is for, in a word: a dimension of the metric.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path and query, beginning with a slash.</param>
internal sealed record RegistryCall(string Operation, HttpMethod Method, string Path)
{
    private static readonly MediaTypeHeaderValue s_json = new("application/json");

    public byte[]? Json { get; init; }

    public string? IfNoneMatch { get; init; }

    public HttpRequestMessage ToRequest(Uri registry)
    {
        var request = new HttpRequestMessage(Method, new Uri(registry, Path[1..]));
        if (Json is not null) request.Content = new ByteArrayContent(Json) { Headers = { ContentType = s_json } };
        if (IfNoneMatch is not null) request.Headers.TryAddWithoutValidation("If-None-Match", IfNoneMatch);
        return request;
    }
}
