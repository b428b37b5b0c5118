using Paradyze.LocalHosting.ApplicationModel;

namespace Paradyze.LocalHosting.ResourceService;

/// <summary>The colour that the dashboard gives a state.</summary>
internal static class StateStyle
{
    public static string Of(ResourceSnapshot snapshot) => snapshot switch
    {
        { HasFailed: true } => "error",
        { StartsAgain: true } or { Health: ResourceHealth.Unhealthy } => "warning",
        { State: var state } when state == KnownResourceStates.Running || state == KnownResourceStates.Finished => "success",
        _ => "info",
    };
}
