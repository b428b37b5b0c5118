using System.Globalization;

namespace Paradyze.LocalHosting.Ports;

/// <summary>Finds who listens on a port, where the system tells: on Linux, of processes of the same user.</summary>
internal static class PortHolder
{
    private const string Listening = "0A";

    /// <summary>Gives words to put behind 'in use', or nothing where the process is not known.</summary>
    public static string Describe(int port)
    {
        if (!OperatingSystem.IsLinux())
            return "";

        try
        {
            var sockets = (string[])[.. SocketsOn(port, "/proc/net/tcp"), .. SocketsOn(port, "/proc/net/tcp6")];
            return Directory.EnumerateDirectories("/proc").Where(process => Holds(process, sockets)).Select(Name).FirstOrDefault("");
        }
        catch (IOException)
        {
            return ""; // processes come and go while they are listed; the message is good without the name
        }
    }

    // Columns of /proc/net/tcp: 1 is local address:port in hex, 3 the state, 9 the socket's inode.
    private static IEnumerable<string> SocketsOn(int port, string table) =>
        from line in File.ReadLines(table).Skip(1)
        let columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where columns[3] == Listening && columns[1].EndsWith($":{port:X4}", StringComparison.Ordinal)
        select $"socket:[{columns[9]}]";

    private static bool Holds(string process, string[] sockets)
    {
        if (!int.TryParse(Path.GetFileName(process), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return false;

        try
        {
            return Directory.EnumerateFileSystemEntries(Path.Combine(process, "fd"))
                .Any(descriptor => new FileInfo(descriptor).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }

    private static string Name(string process)
    {
        var command = File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ').Trim();
        return $" by process {Path.GetFileName(process)} ({command})";
    }
}
