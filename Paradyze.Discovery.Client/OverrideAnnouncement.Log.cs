using Microsoft.Extensions.Logging;

namespace Paradyze.Discovery.Client;

internal sealed partial class OverrideAnnouncement
{
    // Event ids 110 to 119.
    private static partial class Log
    {
        [LoggerMessage(110, LogLevel.Warning, "ServiceDiscovery:Overrides:{ServiceName} sends this process to {Url}, whatever the registry says.",
            EventName = "ServiceOverridden")]
        public static partial void Overridden(ILogger logger, string serviceName, string url);
    }
}
