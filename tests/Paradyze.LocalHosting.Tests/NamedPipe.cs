using System.Diagnostics;

namespace Paradyze.LocalHosting.Tests;

/// <summary>A pipe in the file system, to be given to a process as its input or output.</summary>
internal sealed class NamedPipe : IDisposable
{
    private readonly FileStream _stream;

    public NamedPipe()
    {
        using (var make = Process.Start("mkfifo", Path))
            make.WaitForExit();

        // Open at both ends: Linux would wait for somebody at the other one otherwise.
        _stream = new(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
    }

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName());

    public void WriteLine(string line) => _stream.Write([.. System.Text.Encoding.UTF8.GetBytes(line), (byte)'\n']);

    /// <summary>Reads lines up to a given one, and no more after it than a buffer holds.</summary>
    public async Task ReadUntilAsync(string line)
    {
        using var reader = new StreamReader(_stream, leaveOpen: true);
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) != line)
        {
            // not yet
        }
    }

    public void Close() => _stream.Dispose();

    public void Dispose()
    {
        Close();
        File.Delete(Path);
    }
}
