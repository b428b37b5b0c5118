using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Paradyze.Testing;

/// <summary>Signals between processes, which .NET has no call for.</summary>
public static partial class ProcessSignal
{
    public const int Kill = 9;
    public const int Terminate = 15;

    private const int NoSuchProcess = 3;

    /// <summary>Sends a signal. A process that is gone already needs none.</summary>
    public static void Send(int processId, int signal)
    {
        if (kill(processId, signal) != 0 && Marshal.GetLastPInvokeError() is var error and not NoSuchProcess)
            throw new Win32Exception(error);
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int processId, int signal);
}
