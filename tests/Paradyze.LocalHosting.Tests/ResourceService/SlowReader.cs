using Grpc.Core;

namespace Paradyze.LocalHosting.Tests.ResourceService;

/// <summary>A watcher of console lines, while whose reading other things happen.</summary>
internal sealed class SlowReader(Action whenRead) : IServerStreamWriter<Wire.WatchResourceConsoleLogsUpdate>
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(Wire.WatchResourceConsoleLogsUpdate message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(Wire.WatchResourceConsoleLogsUpdate message, CancellationToken cancellationToken)
    {
        _lines.AddRange(message.LogLines.Select(line => line.Text));
        whenRead();
        await Task.Yield();
    }
}
