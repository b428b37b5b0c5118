using Microsoft.Extensions.Logging;

namespace Paradyze.Discovery.Client;

internal sealed partial class SnapshotStore
{
    // Event ids 130 to 139.
    private static partial class Log
    {
        [LoggerMessage(130, LogLevel.Warning, "The snapshot {Path} is ignored: {Fault}. It is written anew once the registry answers.",
            EventName = "SnapshotIgnored")]
        public static partial void Ignored(ILogger logger, string path, string fault);

        [LoggerMessage(131, LogLevel.Warning,
            "The snapshot {Path} cannot be written: {Reason}. Set ServiceDiscovery:SnapshotPath to a file that can, or to an empty text.",
            EventName = "SnapshotNotWritten")]
        public static partial void NotWritten(ILogger logger, string path, string reason);
    }
}
