using Microsoft.Extensions.Logging;

namespace Paradyze.Discovery.Client;

internal sealed partial class RegistryPoller
{
    // Event ids 120 to 129.
    private static partial class Log
    {
        [LoggerMessage(120, LogLevel.Error, "A refresh of the services in use failed; the next one is tried as usual.",
            EventName = "RefreshFailed")]
        public static partial void RoundFailed(ILogger logger, Exception exception);

        [LoggerMessage(121, LogLevel.Error, "What the registry answered about '{ServiceName}' could not be taken in.", EventName = "FetchFailed")]
        public static partial void FetchFailed(ILogger logger, string serviceName, Exception exception);
    }
}
