using Paradyze.Discovery;

namespace Paradyze.Registry.Api.Input;

/// <summary>Reads one of the <c>checks</c> of a registration.</summary>
internal static class CheckReader
{
    private const int MaxPort = 65_535;
    private const int MaxInARow = 100;

    private static readonly TimeSpan s_leastInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_mostInterval = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_leastTimeout = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_mostTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_leastDeregisterAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_mostDeregisterAfter = TimeSpan.FromDays(30);

    /// <param name="input">The check.</param>
    /// <param name="instance">Where the instance is called, when that is known: a check may only ask there.</param>
    /// <returns>The check; meaningless when a fault was noted.</returns>
    public static HealthCheck Read(InputReader input, Uri? instance)
    {
        HealthCheckType? type = input.Required("type", TextRules.CheckType) switch
        {
            "http" => HealthCheckType.Http,
            "tcp" => HealthCheckType.Tcp,
            "grpc" => HealthCheckType.Grpc,
            _ => null,
        };
        var check = new HealthCheck
        {
            Type = type ?? default,
            Url = CheckUrl.Read(input, type, instance),
            Port = input.OptionalInteger("port", 1, MaxPort),
            Service = input.Optional("service", TextRules.GrpcService),
            Interval = input.OptionalDuration("interval", s_leastInterval, s_mostInterval),
            Timeout = input.OptionalDuration("timeout", s_leastTimeout, s_mostTimeout),
            FailuresBeforeCritical = input.OptionalInteger("failuresBeforeCritical", 1, MaxInARow),
            SuccessesBeforeUp = input.OptionalInteger("successesBeforeUp", 1, MaxInARow),
            DeregisterAfter = input.OptionalDuration("deregisterAfter", s_leastDeregisterAfter, s_mostDeregisterAfter),
        };
        Compare(input, check);

        // Of a type that is none nobody can tell whether it asks for one.
        if (check.Service is { } service && type is not (null or HealthCheckType.Grpc))
            input.Fault("service", $"is '{Shortened.Of(service)}', and only a check of the type 'grpc' asks for one: leave it out.");
        return check;
    }

    private static void Compare(InputReader input, HealthCheck check)
    {
        if (check.Timeout > check.Interval)
        {
            input.Fault(
                "timeout",
                $"is '{DurationText.Of(check.Timeout.Value)}', longer than the interval of {DurationText.Of(check.Interval.Value)}: it must not be.");
        }

        if (check is { Port: { } port, Url: { } url } && !CheckUrl.IsPath(url))
            input.Fault("port", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"is {port}, and the url says where already: leave one of them out."));
    }
}
