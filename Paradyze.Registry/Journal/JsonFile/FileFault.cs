namespace Paradyze.Registry.Journal.JsonFile;

internal static class FileFault
{
    /// <summary>Whether the file system said no, in any of the ways in which it does.</summary>
    public static bool Is(Exception exception) => exception is IOException or UnauthorizedAccessException;
}
