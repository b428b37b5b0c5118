using Microsoft.Extensions.Logging;

namespace Paradyze.Discovery.Client;

internal sealed partial class ServiceFetch
{
    // Event ids 120 to 124.
    private static partial class Log
    {
        [LoggerMessage(120, LogLevel.Error, "What the registry answered about '{ServiceName}' could not be taken in.", EventName = "FetchFailed")]
        public static partial void FetchFailed(ILogger logger, string serviceName, Exception exception);
    }
}
