namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>How a command is shown, and when it can be run.</summary>
public class CommandOptions
{
    /// <summary>Gets or sets what the command does, in a few words. Default: none.</summary>
    public string? Description { get; set; }

    /// <summary>Gets or sets what a dashboard asks before it runs the command. Default: none, it is run at once.</summary>
    public string? ConfirmationMessage { get; set; }

    /// <summary>Gets or sets the name of the Fluent UI icon that a dashboard shows. Default: none.</summary>
    public string? IconName { get; set; }

    /// <summary>Gets or sets a value indicating whether a dashboard shows the command outside of its menu. Default: <see langword="false"/>.</summary>
    public bool IsHighlighted { get; set; }

    /// <summary>Gets or sets what tells, from the state of a replica, whether the command can be run on it. Default: it always can.</summary>
    public Func<UpdateCommandStateContext, ResourceCommandState>? UpdateState { get; set; }
}
