using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Paradyze.Discovery;

namespace Paradyze.Registry.Api.Input;

/// <summary>Reads a request's body as JSON, within bounds.</summary>
internal static class JsonBody
{
    /// <summary>The most bytes that a body has, where a route does not say otherwise.</summary>
    public const int DefaultLimit = 64 * 1024;

    // The body's own object stands around metadata, which may itself be 32 deep.
    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false, MaxDepth = 33 };

    /// <exception cref="InvalidInputException">The body does not say that it is JSON, is too long, or is not JSON.</exception>
    public static async Task<JsonDocument> ReadAsync(HttpRequest request, int limit = DefaultLimit)
    {
        if (!request.HasJsonContentType()) throw new InvalidInputException(UnsupportedMediaType(request));
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = limit;
        try
        {
            return await JsonDocument.ParseAsync(request.Body, s_strict, request.HttpContext.RequestAborted);
        }
        catch (JsonException e)
        {
            throw Invalid(StatusCodes.Status400BadRequest, ErrorCodes.MalformedJson, $"The body is not JSON that can be used: {e.Message}");
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw Invalid(e.StatusCode, ErrorCodes.BodyTooLarge, $"The body is too long: {request.Path} takes at most {limit} bytes.");
        }
    }

    public static RegistryProblem UnsupportedMediaType(HttpRequest request) => Problems.Of(
        StatusCodes.Status415UnsupportedMediaType,
        ErrorCodes.UnsupportedMediaType,
        $"The body's Content-Type is '{request.ContentType}': send JSON and say so with Content-Type: application/json.");

    private static InvalidInputException Invalid(int status, string code, string detail) => new(Problems.Of(status, code, detail));
}
