using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Paradyze.Discovery.Client;
using Polly;

namespace Orders;

/// <summary>Tells the caller why a service that this one needs could not be asked, with every place where it was looked for.</summary>
internal sealed class UnreachableService(IProblemDetailsService problems) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellation)
    {
        if (StatusOf(exception) is not { } status) return ValueTask.FromResult(false);
        context.Response.StatusCode = status;
        return problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            Exception = exception,
            ProblemDetails = new ProblemDetails { Status = status, Detail = exception.Message },
        });
    }

    private static int? StatusOf(Exception exception) => exception switch
    {
        ServiceResolutionException or ExecutionRejectedException => StatusCodes.Status503ServiceUnavailable,
        HttpRequestException { InnerException: ServiceResolutionException } => StatusCodes.Status503ServiceUnavailable,
        HttpRequestException => StatusCodes.Status502BadGateway,
        _ => null,
    };
}
