using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc;

namespace Paradyze.Samples.Testing;

public static class Problems
{
    /// <summary>Reads the detail of an answer that is a problem.</summary>
    public static async Task<string?> ReadProblemAsync(this HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return (await response.Content.ReadFromJsonAsync<ProblemDetails>(TestContext.Current.CancellationToken))!.Detail;
    }
}
