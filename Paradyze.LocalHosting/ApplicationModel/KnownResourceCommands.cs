namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>The commands that every resource knows.</summary>
public static class KnownResourceCommands
{
    /// <summary>Starts a resource that has ended. It keeps its ports, and waits again for what it waits for.</summary>
    public static readonly string StartCommand = "start";

    /// <summary>Stops a resource. What waits for it is left alone.</summary>
    public static readonly string StopCommand = "stop";

    /// <summary>Stops a resource if it runs, and starts it.</summary>
    public static readonly string RestartCommand = "restart";
}
