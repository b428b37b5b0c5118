using System.Globalization;

namespace Paradyze.Registry.Journal.JsonFile;

/// <summary>Keeps a second process out of the folder. The operating system lets go of it when the process ends, however it ends.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <exception cref="JournalException">Another process holds the folder.</exception>
    public static FolderLock Take(JournalFolder folder)
    {
        FileStream file;
        try
        {
            file = new FileStream(folder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (File.Exists(folder.Lock))
        {
            throw new JournalException(
                $"The data folder '{folder.Path}' is in use by another registry ({Holder(folder)}). "
                + "Stop that one, or give this one its own folder with SERVICE_REGISTRY_DATA.",
                isOutcomeKnown: true,
                e);
        }

        File.WriteAllText(folder.LockHolder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return new FolderLock(file);
    }

    public void Dispose() => _file.Dispose();

    private static string Holder(JournalFolder folder)
    {
        try
        {
            return "process " + File.ReadAllText(folder.LockHolder);
        }
        catch (IOException)
        {
            return "its process is not known";
        }
    }
}
