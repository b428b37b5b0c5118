namespace Paradyze.Registry.Journal.JsonFile;

/// <summary>What became of the last write: whether changes are taken, and if not, why, and whether it may be tried again.</summary>
internal sealed partial class LastWrite(ILogger logger)
{
    private volatile string? _failure;
    private volatile bool _isFinal;

    /// <summary>Why changes are not taken, and what to do about it; <see langword="null"/> while they are.</summary>
    public string? Failure => _failure;

    /// <summary>Whether nothing is written any more until a restart.</summary>
    public bool IsFinal => _isFinal;

    /// <summary>How many bytes could not be written.</summary>
    public int RefusedBytes { get; private set; }

    public void Succeeded()
    {
        if (_failure is null) return;
        _failure = null;
        Log.TakenAgain(logger);
    }

    /// <returns>What the writer is told.</returns>
    public JournalException Failed(JournalException cause, int bytes)
    {
        var isNew = _failure is null;
        RefusedBytes = bytes;

        // A sync that failed is never tried again: the kernel may have dropped the pages it could not write.
        _isFinal = !cause.IsOutcomeKnown;
        var failure = _isFinal
            ? $"{cause.Message} The registry answers reads and takes no more changes: make room or repair the disk, then restart it."
            : $"{cause.Message} The registry answers reads, and takes changes again once it can write: make room on the disk.";
        _failure = failure;
        if (_isFinal) Log.ReadOnly(logger, failure, cause);
        else if (isNew) Log.Refused(logger, failure);
        return new JournalException(failure, cause.IsOutcomeKnown, cause);
    }

    private static partial class Log
    {
        [LoggerMessage(1104, LogLevel.Critical, "{Failure}", EventName = "ReadOnly")]
        public static partial void ReadOnly(ILogger logger, string failure, Exception exception);

        [LoggerMessage(1105, LogLevel.Error, "{Failure}", EventName = "Refused")]
        public static partial void Refused(ILogger logger, string failure);

        [LoggerMessage(1106, LogLevel.Information, "The disk takes changes again", EventName = "TakenAgain")]
        public static partial void TakenAgain(ILogger logger);
    }
}
