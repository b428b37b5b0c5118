using System.Net;
using Microsoft.Extensions.Logging;

namespace Paradyze.Discovery.Client;

internal sealed partial class SelfRegistration
{
    // Event ids 150 to 159.
    private static partial class Log
    {
        [LoggerMessage(150, LogLevel.Information, "Registered as '{ServiceName}', instance {InstanceId} at {Url}, with a lease of {LeaseSeconds} s.",
            EventName = "Registered")]
        public static partial void Registered(ILogger logger, string serviceName, string instanceId, string url, int? leaseSeconds);

        [LoggerMessage(151, LogLevel.Warning, "'{ServiceName}' could not be registered or keep its lease: {Reason}. Trying again, first in {Seconds:0.0} s.",
            EventName = "RegistrationFailed")]
        public static partial void Failed(ILogger logger, string serviceName, string reason, double seconds);

        [LoggerMessage(152, LogLevel.Warning,
            "Another process has registered as '{ServiceName}', instance {InstanceId}: this one no longer is, and stops its heartbeats.",
            EventName = "Superseded")]
        public static partial void Superseded(ILogger logger, string serviceName, string instanceId);

        [LoggerMessage(153, LogLevel.Information, "The registry does not know '{ServiceName}', instance {InstanceId}: registering again.",
            EventName = "Forgotten")]
        public static partial void Forgotten(ILogger logger, string serviceName, string instanceId);

        [LoggerMessage(154, LogLevel.Information, "Removed '{ServiceName}', instance {InstanceId}, from the registry.", EventName = "Deregistered")]
        public static partial void Deregistered(ILogger logger, string serviceName, string instanceId);

        [LoggerMessage(155, LogLevel.Warning,
            "'{ServiceName}', instance {InstanceId}, could not be removed from the registry: {Reason}. Its lease ends by itself.",
            EventName = "NotDeregistered")]
        public static partial void NotDeregistered(ILogger logger, string serviceName, string instanceId, string reason);

        [LoggerMessage(156, LogLevel.Information,
            "'{ServiceName}' is not registered, since it listens on no address that others can call. Set ServiceDiscovery:Advertise:Url if others are to call it.",
            EventName = "NoAddress")]
        public static partial void NoAddress(ILogger logger, string serviceName);

        [LoggerMessage(157, LogLevel.Information,
            "'{ServiceName}', instance {InstanceId}, was registered from {Before} and reaches the registry from {Now}: registering again.",
            EventName = "Moved")]
        public static partial void Moved(ILogger logger, string serviceName, string instanceId, IPAddress? before, IPAddress? now);
    }
}
