using Microsoft.FluentUI.AspNetCore.Components;
using Paradyze.Discovery;
using Filled = Microsoft.FluentUI.AspNetCore.Components.Icons.Filled.Size16;

namespace Paradyze.Registry.Dashboard;

/// <summary>How a status looks: never by colour alone. A low rank asks for attention first.</summary>
internal sealed record StatusStyle(int Rank, string Label, string Meaning, BadgeColor Color, Icon Icon)
{
    private static readonly StatusStyle s_unhealthy = new(
        0, "Unhealthy", "Its lease ran out, its probe fails or it says so itself. Not handed out.", BadgeColor.Danger, new Filled.DismissCircle());

    private static readonly StatusStyle s_suspect = new(
        1, "Suspect", "Failing together with many others. Still handed out.", BadgeColor.Warning, new Filled.Warning());

    private static readonly StatusStyle s_outOfService = new(
        2, "Out of service", "Taken out by an operator. Not handed out.", BadgeColor.Severe, new Filled.Prohibited());

    private static readonly StatusStyle s_draining = new(
        3, "Draining", "About to leave. Not handed out.", BadgeColor.Informative, new Filled.ArrowExit());

    private static readonly StatusStyle s_starting = new(
        4, "Starting", "Not yet heard of. Handed out when there is nothing better.", BadgeColor.Brand, new Filled.Hourglass());

    private static readonly StatusStyle s_up = new(
        5, "Up", "Nothing speaks against it. Handed out.", BadgeColor.Success, new Filled.CheckmarkCircle());

    public static StatusStyle Of(InstanceStatus status) => status switch
    {
        InstanceStatus.Up => s_up,
        InstanceStatus.Starting => s_starting,
        InstanceStatus.Suspect => s_suspect,
        InstanceStatus.Unhealthy => s_unhealthy,
        InstanceStatus.Draining => s_draining,
        InstanceStatus.OutOfService => s_outOfService,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No style for this status."),
    };
}
