using System.Buffers;
using System.Text.Json;
using Paradyze.Registry.Registration;

namespace Paradyze.Registry.Api;

/// <summary>An answer whose JSON is there already.</summary>
internal sealed class Utf8Result(ArrayBufferWriter<byte> json, int statusCode = StatusCodes.Status200OK) : IResult
{
    public const string MediaType = "application/json";

    /// <summary>The registered instance: 201 when it is new.</summary>
    public static Utf8Result Of(RegisterOutcome outcome) =>
        Of(outcome.Instance.Utf8, outcome.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);

    public static Utf8Result Of(ReadOnlySpan<byte> json, int statusCode = StatusCodes.Status200OK)
    {
        var copy = new ArrayBufferWriter<byte>(json.Length);
        copy.Write(json);
        return new Utf8Result(copy, statusCode);
    }

    /// <summary>An object that <paramref name="write"/> writes.</summary>
    public static Utf8Result Object(Action<Utf8JsonWriter> write)
    {
        var json = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(json, new JsonWriterOptions { SkipValidation = true });
        writer.WriteStartObject();
        write(writer);
        writer.WriteEndObject();
        writer.Flush();
        return new Utf8Result(json);
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = statusCode;
        response.ContentType = MediaType;
        response.ContentLength = json.WrittenCount;
        return response.Body.WriteAsync(json.WrittenMemory, httpContext.RequestAborted).AsTask();
    }
}
