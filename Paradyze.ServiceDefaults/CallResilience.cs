using Microsoft.Extensions.Http.Resilience;
using Paradyze.Discovery.Client;
using Polly;

namespace Paradyze.ServiceDefaults;

/// <summary>How calls to other services are retried and broken off.</summary>
internal static class CallResilience
{
    public static void Configure(HttpStandardResilienceOptions options)
    {
        options.Retry.ShouldHandle = args => ValueTask.FromResult(MayPass(args.Outcome));
        options.Retry.Delay = TimeSpan.FromMilliseconds(200); // Grows with each retry. The next goes to another instance: no need to wait for this one.
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
