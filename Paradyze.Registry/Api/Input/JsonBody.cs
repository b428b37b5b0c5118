using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Paradyze.Discovery;

namespace Paradyze.Registry.Api.Input;

/// <summary>Reads a request's body as JSON, within bounds.</summary>
internal static class JsonBody
{
    /// <summary>The most bytes that a body has, where a route does not say otherwise.</summary>
    public const int DefaultLimit = 64 * 1024;

    // The body's own object stands around metadata, which may itself be 32 deep.
    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false, MaxDepth = 33 };

    /// <exception cref="InvalidInputException">The body does not say that it is JSON in UTF-8, is too long, or is not JSON.</exception>
    public static async Task<JsonDocument> ReadAsync(HttpRequest request, int limit = DefaultLimit)
    {
        if (!request.HasJsonContentType() || !IsUtf8(request)) throw new InvalidInputException(UnsupportedMediaType(request));
        if (request.ContentLength is 0) throw Malformed("it is empty.");
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = limit;
        try
        {
            return Checked(await JsonDocument.ParseAsync(request.Body, s_strict, request.HttpContext.RequestAborted));
        }
        catch (JsonException e)
        {
            throw Malformed(e.Message);
        }
        catch (InvalidOperationException)
        {
            // What the parser throws when it compares names, which it unescapes for that.
            throw Malformed("a member's name has an unpaired surrogate, and must be valid Unicode.");
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw Invalid(e.StatusCode, ErrorCodes.BodyTooLarge, $"The body is too long: {request.Path} takes at most {limit} bytes.");
        }
    }

    public static RegistryProblem UnsupportedMediaType(HttpRequest request) => Problems.Of(
        StatusCodes.Status415UnsupportedMediaType,
        ErrorCodes.UnsupportedMediaType,
        $"The body's Content-Type is '{Shortened.Of(request.ContentType ?? "")}': send JSON in UTF-8 and say so with Content-Type: application/json.");

    // The parser takes any bytes inside of strings, and whoever reads those later fails.
    private static JsonDocument Checked(JsonDocument document)
    {
        if (Utf8.IsValid(JsonMarshal.GetRawUtf8Value(document.RootElement))) return document;
        document.Dispose();
        throw Malformed("it is not valid UTF-8.");
    }

    private static bool IsUtf8(HttpRequest request) =>
        !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        || !type.Charset.HasValue
        || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    private static InvalidInputException Malformed(string detail) =>
        Invalid(StatusCodes.Status400BadRequest, ErrorCodes.MalformedJson, $"The body is not JSON that can be used: {detail}");

    private static InvalidInputException Invalid(int status, string code, string detail) => new(Problems.Of(status, code, detail));
}
