using System.Net.Sockets;
using System.Text;

namespace Paradyze.Registry.Tests.Api;

/// <summary>Sends bytes that no HTTP client would.</summary>
internal static class RawConnection
{
    /// <summary>Sends a request whose characters are its bytes (Latin-1) and reads until the server closes.</summary>
    /// <returns>The status of the answer, and all of its text.</returns>
    public static async Task<(int Status, string Text)> SendAsync(Uri server, string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(server.Host, server.Port, TestContext.Current.CancellationToken);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var text = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        return (int.Parse(text.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), text);
    }
}
