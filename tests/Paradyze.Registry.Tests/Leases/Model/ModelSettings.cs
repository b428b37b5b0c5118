namespace Paradyze.Registry.Tests.Leases.Model;

/// <summary>Settings under which much happens in a short time, as the model counts them (in milliseconds) and as the registry reads them.</summary>
internal static class ModelSettings
{
    public const long LeaseGrace = 5_000;
    public const long ProbeInterval = 5_000;
    public const long ProbeGrace = 15_000;
    public const int FailuresBeforeCritical = 2;
    public const int SuccessesBeforeUp = 2;
    public const int MinimumInstances = 3;
    public const long Window = 4_000;
    public const long Settle = 8_000;
    public const long HoldAtMost = 40_000;

    public static readonly IReadOnlyDictionary<string, string> OfRegistry = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Registry:Leases:DeregisterAfter"] = "00:00:05",
        ["Registry:Probes:Interval"] = "00:00:05",
        ["Registry:Probes:DeregisterAfter"] = "00:00:15",
        ["Registry:Probes:FailuresBeforeCritical"] = "2",
        ["Registry:Probes:SuccessesBeforeUp"] = "2",
        ["Registry:Guard:MinimumInstances"] = "3",
        ["Registry:Guard:Window"] = "00:00:04",
        ["Registry:Guard:Settle"] = "00:00:08",
        ["Registry:Guard:HoldAtMost"] = "00:00:40",
    };
}
