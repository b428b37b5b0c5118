using Microsoft.Win32.SafeHandles;
using Paradyze.LocalHosting.Supervision;

namespace Paradyze.LocalHosting.Prompt;

/// <summary>
/// The lines of standard input, read as the system gives them: Console would take the terminal out of the mode in which it edits lines and
/// sends Ctrl-C, and a process that is killed leaves it so.
/// </summary>
internal static class StandardInput
{
    public static TextReader Open()
    {
        if (OperatingSystem.IsWindows())
            return new StreamReader(Console.OpenStandardInput());

        Posix.FailReadsInBackground();
        return new StreamReader(new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0));
    }
}
