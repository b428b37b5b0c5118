using Paradyze.LocalHosting.ApplicationModel;

namespace Paradyze.LocalHosting.ResourceService;

/// <summary>The buttons of a replica, and what came of pressing one.</summary>
internal static class WireCommands
{
    public static IEnumerable<Wire.ResourceCommand> Of(Resource resource, ResourceSnapshot snapshot) =>
        resource.Commands.Select(command => Of(command, snapshot));

    public static Wire.ResourceCommandResponse Response(ExecuteCommandResult result)
    {
        var response = new Wire.ResourceCommandResponse
        {
            Kind = result switch
            {
                { Success: true } => Wire.ResourceCommandResponseKind.Succeeded,
                { Canceled: true } => Wire.ResourceCommandResponseKind.Cancelled,
                _ => Wire.ResourceCommandResponseKind.Failed,
            },
        };
        if (result.Message is { } message)
            response.Message = message;
        return response;
    }

    private static Wire.ResourceCommand Of(ResourceCommand command, ResourceSnapshot snapshot)
    {
        var wire = new Wire.ResourceCommand
        {
            Name = command.Name,
            DisplayName = command.DisplayName,
            IsHighlighted = command.Options.IsHighlighted,
            State = StateOf(command, snapshot),
        };
        if (command.Options.Description is { } description)
            wire.DisplayDescription = description;
        if (command.Options.ConfirmationMessage is { } confirmation)
            wire.ConfirmationMessage = confirmation;
        if (command.Options.IconName is { } icon)
            wire.IconName = icon;
        return wire;
    }

    private static Wire.ResourceCommandState StateOf(ResourceCommand command, ResourceSnapshot snapshot)
    {
        try
        {
            return (Wire.ResourceCommandState)command.StateFor(snapshot); // the same three, in the same order
        }
        catch (Exception) // of the app model; whoever runs the command is told, and everything else is still to be seen
        {
            return Wire.ResourceCommandState.Disabled;
        }
    }
}
