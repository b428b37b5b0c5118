namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>What a command is told when it is run.</summary>
public sealed class ExecuteCommandContext
{
    /// <summary>Gets the services of the app host itself.</summary>
    public required IServiceProvider ServiceProvider { get; init; }

    /// <summary>Gets the id of the replica that the command is meant for: the resource's name and a suffix, such as <c>orders-kzwqhtra</c>.</summary>
    public required string ResourceName { get; init; }

    /// <summary>Gets a token that is cancelled when nobody waits for the result any more.</summary>
    public required CancellationToken CancellationToken { get; init; }
}
