using Microsoft.Extensions.Logging;

namespace Paradyze.Discovery.Client;

internal sealed partial class RegistryConnection
{
    // Event ids 100 to 109.
    private static partial class Log
    {
        [LoggerMessage(100, LogLevel.Warning,
            "No registry can be reached: {Reason}. Going on with what is known; start the registry, or set SERVICE_REGISTRY_URL.",
            EventName = "RegistryAway")]
        public static partial void Away(ILogger logger, string reason);

        [LoggerMessage(101, LogLevel.Information, "The registry {Registry} answers again.", EventName = "RegistryReached")]
        public static partial void Reached(ILogger logger, Uri registry);
    }
}
