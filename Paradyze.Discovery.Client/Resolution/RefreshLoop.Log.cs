using Microsoft.Extensions.Logging;

namespace Paradyze.Discovery.Client;

internal sealed partial class RefreshLoop
{
    // Event ids 125 to 129.
    private static partial class Log
    {
        [LoggerMessage(125, LogLevel.Error, "A refresh of the services in use failed; the next one is tried as usual.",
            EventName = "RefreshFailed")]
        public static partial void RoundFailed(ILogger logger, Exception exception);
    }
}
