using Microsoft.Extensions.Http.Resilience;
using Paradyze.Discovery.Client;
using Polly;

namespace Paradyze.ServiceDefaults;

/// <summary>How calls to other services are retried and broken off.</summary>
internal static class CallResilience
{
    // Grows with each retry. A retry goes to another instance, so that there is no reason to wait long for the failed one.
    private static readonly TimeSpan s_firstDelay = TimeSpan.FromMilliseconds(200);

    public static void Configure(HttpStandardResilienceOptions options)
    {
        options.Retry.ShouldHandle = args => ValueTask.FromResult(MayPass(args.Outcome));
        options.Retry.Delay = s_firstDelay;
        options.Retry.DisableForUnsafeHttpMethods();
        options.CircuitBreaker.ShouldHandle = args => ValueTask.FromResult(MayPass(args.Outcome));
    }

    // A service that cannot be found has been waited for already. To try again would only delay the error that names every
    // source, and an open circuit would hide it.
    private static bool MayPass(Outcome<HttpResponseMessage> outcome) =>
        HttpClientResiliencePredicates.IsTransient(outcome) && !IsNotFound(outcome.Exception);

    private static bool IsNotFound(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is ServiceResolutionException) return true;
        }

        return false;
    }
}
