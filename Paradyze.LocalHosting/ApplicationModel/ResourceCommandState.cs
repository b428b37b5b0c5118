namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>Tells whether a command can be run on a replica.</summary>
public enum ResourceCommandState
{
    /// <summary>It can be run.</summary>
    Enabled,

    /// <summary>It is shown and cannot be run now.</summary>
    Disabled,

    /// <summary>It makes no sense now: it is not shown and cannot be run.</summary>
    Hidden,
}
