using Microsoft.Extensions.Logging;

namespace Paradyze.Discovery.Client;

internal sealed partial class RegistryEndpointProvider
{
    // Event ids 140 to 149.
    private static partial class Log
    {
        [LoggerMessage(140, LogLevel.Error, "The endpoints of '{ServiceName}' could not be read; the next provider is asked.",
            EventName = "EndpointsNotPopulated")]
        public static partial void NotPopulated(ILogger logger, string serviceName, Exception exception);
    }
}
