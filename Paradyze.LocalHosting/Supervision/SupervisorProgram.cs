using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Paradyze.LocalHosting.Supervision;

/// <summary>
/// The process that holds every child. It lives as long as the pipe from its host: the end of the pipe means that the host is gone, however
/// it went, and then the children must go too.
/// </summary>
internal static class SupervisorProgram
{
    public static int Main()
    {
        // Its own session keeps it from Ctrl-C; a signal to the whole system must not reach the children before the host has stopped them.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Ignore);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ignore);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Ignore);
        if (OperatingSystem.IsWindows())
            WindowsJob.HoldThisProcess();

        using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        using var events = new EventWriter(Console.OpenStandardOutput());
        var children = new ChildTable(events);
        try
        {
            while (input.ReadLine() is { } line)
                Run(line, children);
        }
        catch (JsonException)
        {
            // A host that is killed may leave half a line behind, its last.
        }

        children.StopAll();
        return 0;
    }

    private static void Run(string line, ChildTable children)
    {
        switch (JsonSerializer.Deserialize(line, SupervisorJson.Default.SupervisorCommand))
        {
            case StartProcess start: children.Start(start); break;
            case StopProcess stop: children.Stop(stop); break;
        }
    }

    private static void Ignore(PosixSignalContext signal) => signal.Cancel = true;
}
