using Microsoft.Extensions.Logging;

namespace Paradyze.Discovery.Client;

internal sealed partial class ServiceState
{
    // Event ids 165 to 169.
    private static partial class Log
    {
        [LoggerMessage(165, LogLevel.Error, "A listener for changes of '{ServiceName}' threw; the others have been told.", EventName = "ListenerFailed")]
        public static partial void ListenerFailed(ILogger logger, string serviceName, Exception exception);
    }
}
