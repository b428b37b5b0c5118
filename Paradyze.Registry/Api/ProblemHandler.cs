using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics;
using Paradyze.Discovery;
using Paradyze.Registry.Api.Input;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Registration;

namespace Paradyze.Registry.Api;

/// <summary>Turns what goes wrong below a route into problem details.</summary>
internal sealed partial class ProblemHandler(ServiceCatalog catalog, ILogger<ProblemHandler> logger) : IExceptionHandler
{
    private const string RetryAfterSeconds = "1";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // Nobody reads an answer, and nobody here made a mistake.
        if (IsBrokenOff(exception)) return true;

        var problem = exception switch
        {
            InvalidInputException invalid => invalid.Problem,
            ChangeRefusedException refused => Problems.Of(StatusCodes.Status503ServiceUnavailable, refused.Code, refused.Message),
            BadHttpRequestException bad => Problems.Of(bad.StatusCode, ErrorCodes.InvalidInput, bad.Message),
            _ => Unexpected(httpContext, exception),
        };
        if (problem.Status == StatusCodes.Status503ServiceUnavailable) httpContext.Response.Headers.RetryAfter = RetryAfterSeconds;

        // What the route had set is gone.
        RevisionHeader.Write(httpContext.Response, catalog);
        await problem.ToResult().ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>Gives an answer that has no body yet (no such route, no such method) one.</summary>
    public static Task DescribeAsync(HttpContext context)
    {
        var (method, path) = (context.Request.Method, Shortened.Of(context.Request.Path.ToString()));
        var problem = context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => Problems.Of(404, ErrorCodes.UnknownRoute, $"There is nothing at {path}. GET /openapi/v1.json lists every route."),
            StatusCodes.Status405MethodNotAllowed => Problems.Of(405, ErrorCodes.MethodNotAllowed, $"{path} does not take {method}, only {context.Response.Headers.Allow}."),
            StatusCodes.Status415UnsupportedMediaType => JsonBody.UnsupportedMediaType(context.Request),
            var status => Problems.Of(status, ErrorCodes.InvalidInput, $"{method} {path} cannot be answered."),
        };
        RevisionHeader.Write(context.Response, context.RequestServices.GetRequiredService<ServiceCatalog>());
        return problem.ToResult().ExecuteAsync(context);
    }

    /// <summary>Whether the connection ended amid a body: the caller is gone, or the registry stops and has waited long enough.</summary>
    private static bool IsBrokenOff(Exception? exception) =>
        exception is ConnectionResetException or ConnectionAbortedException
        || (exception is OperationCanceledException && IsBrokenOff(exception.InnerException));

    private RegistryProblem Unexpected(HttpContext context, Exception exception)
    {
        Log.Unexpected(logger, context.Request.Method, context.Request.Path, exception);
        return Problems.Of(StatusCodes.Status500InternalServerError, ErrorCodes.Internal, "The registry made a mistake; its log says which.");
    }

    private static partial class Log
    {
        [LoggerMessage(1301, LogLevel.Error, "{Method} {Path} failed", EventName = "Unexpected")]
        public static partial void Unexpected(ILogger logger, string method, PathString path, Exception exception);
    }
}
