using Paradyze.Registry.Journal.JsonFile.Maintenance;

namespace Paradyze.Registry.Journal.JsonFile;

/// <summary>A place in a file that is not as it was written.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Byte">Where in the file it begins.</param>
/// <param name="What">What is wrong there, and what is lost by it.</param>
internal sealed record Damage(string Path, int Line, long Byte, string What)
{
    /// <summary>The registry does not start with less than it had.</summary>
    public JournalException ToException() =>
        new(
            $"'{Path}' is damaged at line {Line} (byte {Byte}): {What}. Restore the data folder from a backup, or see what can be saved with "
            + $"'{JournalCommand.ToCheck(System.IO.Path.GetDirectoryName(Path)!)}'.",
            isOutcomeKnown: true);
}
