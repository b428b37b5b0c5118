namespace Paradyze.Registry.Journal.JsonFile;

internal static class FileFault
{
    /// <summary>
    /// Whether the file system said no, in any of the ways in which it does. A file that may not grow further (EFBIG: a limit of the
    /// process or of the file system) is an <see cref="ArgumentOutOfRangeException"/> in .NET.
    /// </summary>
    public static bool Is(Exception exception) => exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException;
}
