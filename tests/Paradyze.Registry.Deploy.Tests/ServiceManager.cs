using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Paradyze.Testing;

namespace Paradyze.Registry.Deploy.Tests;

/// <summary>
/// What systemd is to a service: the process that started it, by the name that a service looks for, and the socket at which it
/// hears how far the service is (<see href="https://www.freedesktop.org/software/systemd/man/latest/sd_notify.html">sd_notify</see>).
/// </summary>
internal sealed partial class ServiceManager : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly TempFolder _folder = new();
    private readonly Socket _notifications = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly byte[] _buffer = new byte[4096];
    private ConsoleProcess? _process;

    public ServiceManager()
    {
        // A process is called by the name of the file that it was started from, and a link is a name.
        File.CreateSymbolicLink(_folder.File("systemd"), "/bin/sh");
        _notifications.Bind(new UnixDomainSocketEndPoint(_folder.File("notify")));
    }

    /// <summary>Everything the service has printed.</summary>
    public string Output => string.Join('\n', _process!.Lines);

    /// <summary>Whether the service has said something that was not heard yet.</summary>
    public bool HasNotification => _notifications.Available > 0;

    public void Start(string program, string dataFolder, params IEnumerable<KeyValuePair<string, string>> environment) =>
        _process = ConsoleProcess.Start(
            _folder.File("systemd"),
            ["-c", "\"$0\" & echo \"main process $!\"; wait $!", program],
            dataFolder,
            [.. RunningRegistry.Environment(dataFolder), new("NOTIFY_SOCKET", _folder.File("notify")), .. environment]);

    /// <summary>The next thing that the service says.</summary>
    public async Task<string> NotificationAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        return Encoding.UTF8.GetString(_buffer, 0, await _notifications.ReceiveAsync(_buffer, limit.Token));
    }

    /// <summary>Where the service listens, once it does.</summary>
    public async Task<Uri> AddressAsync(CancellationToken cancellationToken) =>
        new((await _process!.LineAsync(RunningRegistry.NowListening(), cancellationToken)).Groups["url"].Value);

    public async Task TerminateAsync(CancellationToken cancellationToken)
    {
        var id = (await _process!.LineAsync(MainProcess(), cancellationToken)).Groups["id"].Value;
        ProcessSignal.Send(int.Parse(id, CultureInfo.InvariantCulture), ProcessSignal.Terminate);
    }

    /// <summary>Waits until the service has ended.</summary>
    /// <returns>Its exit code.</returns>
    public Task<int> ExitAsync(CancellationToken cancellationToken) => _process!.ExitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        _notifications.Dispose();
        _folder.Dispose();
    }

    [GeneratedRegex("^main process (?<id>[0-9]+)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex MainProcess();
}
