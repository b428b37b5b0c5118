namespace Paradyze.Registry.Journal;

/// <summary>Why an instance changed, as the journal keeps it.</summary>
internal static class ChangeCause
{
    public const string Registered = "registered";
    public const string Replaced = "replaced-by-same-url";
    public const string Unregistered = "unregistered";
    public const string Status = "status";
    public const string Override = "override";
    public const string LeaseExpired = "lease-expired";
    public const string ProbeCritical = "probe-critical";
    public const string Returned = "returned";
    public const string Forgotten = "forgotten";
}
