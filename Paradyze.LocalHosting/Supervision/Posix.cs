using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Paradyze.LocalHosting.Supervision;

/// <summary>The calls of libc about sessions, groups and signals, the same on Linux and macOS unless said.</summary>
[UnsupportedOSPlatform("windows")]
internal static partial class Posix
{
    public const int Kill = 9;
    public const int Terminate = 15;

    private const string LibC = "libc";
    private const int NotPermitted = 1; // what macOS says of a group that has only zombies left
    private const int NoSuchProcess = 3;
    private const int Interrupted = 4;
    private const int TerminalInput = 21; // SIGTTIN
    private const nint Ignore = 1; // SIG_IGN
    private const int OfProcess = 1;
    private const int HasExited = 4;
    private const int SizeOfSignalInfo = 128;

    private static readonly int DoNotReap = OperatingSystem.IsMacOS() ? 0x20 : 0x0100_0000;

    /// <summary>
    /// Makes a read of the terminal fail while this process is in the background, which stops the process otherwise. What
    /// <see cref="PosixSpawn"/> starts does not inherit it.
    /// </summary>
    public static void FailReadsInBackground() => signal(TerminalInput, Ignore);

    public static int ParentProcessId() => getppid();

    /// <summary>Sends a signal to every process of a group. One that is gone is what the caller wants.</summary>
    public static void SignalGroup(int group, int signal)
    {
        if (kill(-group, signal) < 0 && Marshal.GetLastPInvokeError() is var error and not (NoSuchProcess or NotPermitted))
            throw new Win32Exception(error);
    }

    public static void WaitWithoutReaping(int processId)
    {
        Span<byte> signalInfo = stackalloc byte[SizeOfSignalInfo];
        while (waitid(OfProcess, processId, signalInfo, HasExited | DoNotReap) < 0)
            ThrowUnlessInterrupted();
    }

    public static int Reap(int processId)
    {
        int status;
        while (waitpid(processId, out status, 0) < 0)
            ThrowUnlessInterrupted();
        var signal = status & 0x7f;
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal;
    }

    private static void ThrowUnlessInterrupted()
    {
        if (Marshal.GetLastPInvokeError() is var error and not Interrupted)
            throw new Win32Exception(error);
    }

    [LibraryImport(LibC)]
    private static partial nint signal(int signal, nint handler);

    [LibraryImport(LibC)]
    private static partial int getppid();

    [LibraryImport(LibC, SetLastError = true)]
    private static partial int kill(int processId, int signal);

    [LibraryImport(LibC, SetLastError = true)]
    private static partial int waitid(int kind, int id, Span<byte> signalInfo, int options);

    [LibraryImport(LibC, SetLastError = true)]
    private static partial int waitpid(int processId, out int status, int options);
}
