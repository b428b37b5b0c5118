using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Paradyze.Discovery.Client;

/// <summary>What a registry answered, read to its end.</summary>
internal sealed record RegistryReply(Uri Registry, HttpStatusCode Status, byte[] Body)
{
    public Revision? Revision { get; init; }

    public string? ETag { get; init; }

    public string? Link { get; init; }

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>
    /// Whether there is no point in asking another registry: it is the word of a registry, and not a failure that may be its own.
    /// Whatever else may stand at the address, a proxy or a stranger, describes its refusals in another form or not at all.
    /// </summary>
    public bool IsFinal => IsSuccess || ((int)Status < 500 && Status != HttpStatusCode.TooManyRequests && (Revision is not null || Problem() is not null));

    public static async Task<RegistryReply> ReadAsync(Uri registry, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return new RegistryReply(registry, response.StatusCode, body)
        {
            Revision = Discovery.Revision.TryParse(Header(response, RegistryRoutes.RevisionHeader), out var revision) ? revision : null,
            ETag = response.Headers.ETag?.ToString(),
            Link = Header(response, "Link"),
        };
    }

    /// <summary>The body as what the call promises.</summary>
    /// <exception cref="RegistryException">The call failed, or the body is something else.</exception>
    public T Read<T>(JsonTypeInfo<T> type)
    {
        if (!IsSuccess) throw ToException();
        try
        {
            return JsonSerializer.Deserialize(Body, type) ?? throw new JsonException("The body is null.");
        }
        catch (JsonException e)
        {
            throw new RegistryException($"{Registry} answered {(int)Status} with a body that is not understood: {e.Message}", Status, innerException: e);
        }
    }

    public RegistryException ToException()
    {
        var problem = Problem();
        var text = problem is null
            ? $"{Registry} answered {(int)Status}, without a reason. Is this a registry?"
            : $"{Registry} answered {(int)Status} {problem.Code}: {problem.Detail}";
        foreach (var fault in problem?.Errors ?? [])
        {
            text += $"\n- {fault.Pointer}: {fault.Detail}";
        }

        return new RegistryException(text, Status, problem);
    }

    public RegistryProblem? Problem()
    {
        try
        {
            return JsonSerializer.Deserialize(Body, DiscoveryJsonContext.Wire.RegistryProblem);
        }
        catch (JsonException)
        {
            return null; // not from a registry: a proxy's page, or nothing
        }
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
