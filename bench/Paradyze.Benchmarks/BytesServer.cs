using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Paradyze.Benchmarks;

/// <summary>A server in a process of its own that answers everything with 200.</summary>
internal sealed class BytesServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _file;

    private BytesServer(Process process, string file, int port) => (_process, _file, Port) = (process, file, port);

    public int Port { get; }

    public static async Task<BytesServer> StartAsync()
    {
        var port = FreePort();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """{"status":"healthy"}""");
        var process = Process.Start(new ProcessStartInfo(
            "dotnet", ["exec", typeof(BytesServer).Assembly.Location, "serve-bytes", port.ToString(CultureInfo.InvariantCulture), file]) { UseShellExecute = false })!;
        using var client = new HttpClient();
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/"));
                return new BytesServer(process, file, port);
            }
            catch (HttpRequestException) when (tries < 200)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        File.Delete(_file);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
