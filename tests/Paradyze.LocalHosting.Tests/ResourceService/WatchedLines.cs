using Grpc.Core;

namespace Paradyze.LocalHosting.Tests.ResourceService;

/// <summary>A stream of console lines, and what it has told so far.</summary>
internal sealed class WatchedLines(AsyncServerStreamingCall<Wire.WatchResourceConsoleLogsUpdate> call) : IDisposable
{
    private readonly List<Wire.ConsoleLogLine> _lines = [];

    /// <summary>Gets the lines as <c>number text</c>.</summary>
    public IReadOnlyList<string> Numbered => [.. _lines.Select(line => $"{line.LineNumber} {line.Text}")];

    /// <summary>Gets the lines that were written to standard error.</summary>
    public IEnumerable<string> Errors => _lines.Where(line => line.IsStdErr).Select(line => line.Text);

    public async Task UntilAsync(int count)
    {
        while (_lines.Count < count)
            Assert.True(await ReadAsync(), $"The stream has ended after: {string.Join(", ", Numbered)}");
    }

    public async Task UntilEndAsync()
    {
        while (await ReadAsync())
        {
            // what it has read is kept
        }
    }

    public void Dispose() => call.Dispose();

    private async Task<bool> ReadAsync()
    {
        if (!await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken))
            return false;

        _lines.AddRange(call.ResponseStream.Current.LogLines);
        return true;
    }
}
