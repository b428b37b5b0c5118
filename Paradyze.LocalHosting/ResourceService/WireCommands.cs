using Paradyze.LocalHosting.ApplicationModel;

namespace Paradyze.LocalHosting.ResourceService;

/// <summary>The buttons of a replica, and what came of pressing one.</summary>
internal static class WireCommands
{
    public static Wire.ResourceCommandResponse Response(ExecuteCommandResult result)
    {
        var response = new Wire.ResourceCommandResponse
        {
            Kind = result.Success ? Wire.ResourceCommandResponseKind.Succeeded : Wire.ResourceCommandResponseKind.Failed,
        };
        if (result.Message is { } message)
            response.Message = message;
        return response;
    }
}
