namespace Paradyze.Registry.Journal;

/// <summary>The journal could not be opened or written.</summary>
internal sealed class JournalException(string message, bool isOutcomeKnown, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary><see langword="true"/>: nothing happened. <see langword="false"/>: the change may or may not be durable.</summary>
    public bool IsOutcomeKnown { get; } = isOutcomeKnown;
}
