using System.Globalization;

namespace Paradyze.Registry.Journal.JsonFile;

/// <summary>Keeps a second process out of the folder. The operating system lets go of it when the process ends, however it ends.</summary>
internal sealed class FolderLock : IDisposable
{
    // How a file says that another process has it: EWOULDBLOCK of Linux and of macOS, and ERROR_SHARING_VIOLATION.
    private static readonly int[] s_held = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <exception cref="JournalException">Another process holds the folder.</exception>
    /// <exception cref="IOException">The lock could not be opened.</exception>
    public static FolderLock Take(JournalFolder folder)
    {
        var file = Open(folder, FileMode.OpenOrCreate, FileAccess.ReadWrite);
        NameHolder(folder);
        return new FolderLock(file);
    }

    /// <summary>Keeps a registry out while the folder is read, and leaves nothing in it, which may be somebody else's, or read-only.</summary>
    /// <returns><see langword="null"/> when no registry has been there.</returns>
    /// <exception cref="JournalException">Another process holds the folder.</exception>
    /// <exception cref="IOException">The lock could not be opened.</exception>
    public static FolderLock? TakeToRead(JournalFolder folder) =>
        File.Exists(folder.Lock) ? new FolderLock(Open(folder, FileMode.Open, FileAccess.Read)) : null;

    public void Dispose() => _file.Dispose();

    private static FileStream Open(JournalFolder folder, FileMode mode, FileAccess access)
    {
        try
        {
            return new FileStream(folder.Lock, mode, access, FileShare.None);
        }
        catch (IOException e) when (s_held.Contains(e.HResult))
        {
            throw new JournalException(
                $"The data folder '{folder.Path}' is in use by another registry ({Holder(folder)}). "
                + "Stop that one, or give this one its own folder with SERVICE_REGISTRY_DATA.",
                isOutcomeKnown: true,
                e);
        }
    }

    private static void NameHolder(JournalFolder folder)
    {
        try
        {
            File.WriteAllText(folder.LockHolder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            // A courtesy to a second process. On a full disk the registry still starts, and answers reads.
        }
    }

    private static string Holder(JournalFolder folder)
    {
        try
        {
            return "process " + File.ReadAllText(folder.LockHolder);
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            return "its process is not known";
        }
    }
}
