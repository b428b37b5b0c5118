using System.Diagnostics;

namespace Paradyze.LocalHosting.Tests.Prompt;

/// <summary>A pipe in the file system, of which this is the writing end.</summary>
internal sealed class NamedPipe : IDisposable
{
    private readonly StreamWriter _writer;

    public NamedPipe()
    {
        using (var make = Process.Start("mkfifo", Path))
            make.WaitForExit();

        // Open for reading too: Linux would wait for a reader otherwise.
        _writer = new(new FileStream(Path, FileMode.Open, FileAccess.ReadWrite)) { AutoFlush = true };
    }

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName());

    public void WriteLine(string line) => _writer.WriteLine(line);

    public void Close() => _writer.Dispose();

    public void Dispose()
    {
        Close();
        File.Delete(Path);
    }
}
