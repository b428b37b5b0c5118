using Paradyze.Discovery;

namespace Paradyze.Registry.Health.Probing;

internal sealed partial class Prober
{
    private static partial class Log
    {
        public static void Verdict(ILogger logger, InstanceKey key, ProbeFindings findings)
        {
            if (findings.Verdict is ProbeVerdict.Critical) Critical(logger, key.InstanceId, key.ServiceName, findings.Reason);
            else if (findings.Verdict is ProbeVerdict.Passing) Passing(logger, key.InstanceId, key.ServiceName);
            else Undecided(logger, key.InstanceId, key.ServiceName);
        }

        public static void Returned(ILogger logger, InstanceKey key) => Returned(logger, key.InstanceId, key.ServiceName);

        public static void Broken(ILogger logger, string check, InstanceKey key, Exception exception) =>
            Broken(logger, check, key.InstanceId, key.ServiceName, exception);

        [LoggerMessage(1801, LogLevel.Information, "{Instance} of {Service} passes its probes", EventName = "ProbePassing")]
        private static partial void Passing(ILogger logger, string instance, string service);

        [LoggerMessage(1802, LogLevel.Information, "{Instance} of {Service} is critical: {Reason}", EventName = "ProbeCritical")]
        private static partial void Critical(ILogger logger, string instance, string service, string? reason);

        [LoggerMessage(1803, LogLevel.Information, "{Instance} of {Service} is no longer critical, and not all of its checks have spoken", EventName = "ProbeUndecided")]
        private static partial void Undecided(ILogger logger, string instance, string service);

        [LoggerMessage(1804, LogLevel.Information, "{Instance} of {Service} answers again and is back: its probes had removed it", EventName = "ProbeReturned")]
        private static partial void Returned(ILogger logger, string instance, string service);

        [LoggerMessage(1805, LogLevel.Error, "The probe '{Check}' of {Instance} of {Service} could not be made, which is no fault of the instance", EventName = "ProbeBroken")]
        private static partial void Broken(ILogger logger, string check, string instance, string service, Exception exception);
    }
}
