namespace Paradyze.Registry.Registration;

/// <summary>What became of a heartbeat.</summary>
internal enum HeartbeatResult
{
    Heard,

    /// <summary>Nobody is registered under that key.</summary>
    Unknown,

    /// <summary>The instance is registered with another generation.</summary>
    Superseded,
}
