using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Api;

/// <summary>Writes one instance and what is shared by all straight to the connection.</summary>
internal sealed class ServiceAnswerResult(ServiceAnswer answer, RegisteredInstance picked) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = Utf8Result.MediaType;
        response.ContentLength = answer.LengthWith(picked);
        answer.WriteTo(response.BodyWriter, picked);
        return response.BodyWriter.FlushAsync(httpContext.RequestAborted).AsTask();
    }
}
