using System.Text.Json;

namespace Paradyze.LocalHosting.Supervision;

internal sealed class EventWriter(Stream output) : IDisposable
{
    private readonly Lock _lock = new();

    public void Write(SupervisorEvent happened)
    {
        var line = (byte[])[.. JsonSerializer.SerializeToUtf8Bytes(happened, SupervisorJson.Default.SupervisorEvent), (byte)'\n'];
        try
        {
            lock (_lock) // a line is written whole; the reader at the other end never waits for this process
                output.Write(line);
        }
        catch (IOException)
        {
            // The host is gone. The end of the command pipe says so too, and there the children are stopped.
        }
    }

    public void Dispose() => output.Dispose();
}
