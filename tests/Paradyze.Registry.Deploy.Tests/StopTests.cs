using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Paradyze.Testing;

namespace Paradyze.Registry.Deploy.Tests;

/// <summary>A published registry that is told to stop ends in time and in order, whatever it is amid.</summary>
public sealed class StopTests(PublishedRegistry published) : IDisposable
{
    private const int Writers = 64;

    private readonly TempFolder _data = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Term_AmidWriters_LosesNothingThatWasAnswered()
    {
        var answered = new List<string>();
        await using (var registry = published.Start(_data.Path))
        {
            using var client = new HttpClient { BaseAddress = await registry.AddressAsync(Cancellation) };
            var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var writers = Enumerable.Range(0, Writers).Select(writer => WriteAsync(client, writer, id =>
            {
                lock (answered) answered.Add(id);
                if (answered.Count >= 10 * Writers) enough.TrySetResult();
            })).ToArray();
            await enough.Task.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, Cancellation);
            Assert.Equal(0, await registry.StopAsync(Cancellation));
            await Task.WhenAll(writers);
            IsOrderly(registry);
        }

        await using var restarted = published.Start(_data.Path);
        using var reader = new HttpClient { BaseAddress = await restarted.AddressAsync(Cancellation) };
        using var service = JsonDocument.Parse(await reader.GetStringAsync("/v1/services/orders", Cancellation));
        var found = service.RootElement.GetProperty("instances").EnumerateArray().Select(instance => instance.GetProperty("instanceId").GetString()!).ToHashSet();
        Assert.Subset(found, answered.ToHashSet());
    }

    [Fact]
    public async Task Term_WithHalfABodyAndAnOpenDashboard_EndsInTimeAndInOrder()
    {
        await using var registry = published.Start(_data.Path);
        var address = await registry.AddressAsync(Cancellation);
        using var client = new HttpClient { BaseAddress = address };
        Assert.Contains("Paradyze", await client.GetStringAsync("/dashboard", Cancellation), StringComparison.Ordinal);
        using var dashboard = await OpenDashboardAsync(client);
        using var half = new TcpClient();
        await half.ConnectAsync(address.Host, address.Port, Cancellation);
        await half.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes("POST /register HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"), Cancellation);
        await client.GetStringAsync("/alive", Cancellation);

        var before = TimeProvider.System.GetTimestamp();
        Assert.Equal(0, await registry.StopAsync(Cancellation));

        // The 5 s that requests have, and room for a busy machine; service managers wait for 15.
        Assert.InRange(TimeProvider.System.GetElapsedTime(before), TimeSpan.Zero, TimeSpan.FromSeconds(14));
        IsOrderly(registry);
    }

    private static void IsOrderly(RunningRegistry registry)
    {
        Assert.DoesNotContain("   at ", registry.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("fail: ", registry.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("dbug: ", registry.Output, StringComparison.Ordinal);
    }

    /// <summary>Registers one instance after the other until the registry takes no more.</summary>
    private static async Task WriteAsync(HttpClient client, int writer, Action<string> answered)
    {
        try
        {
            for (var i = 0; ; i++)
            {
                var id = $"{writer}-{i}";
                using var answer = await client.PostAsJsonAsync(
                    "/register", new { serviceName = "orders", instanceId = id, url = $"http://host-{id}:80", leaseSeconds = 3600 }, Cancellation);
                if (!answer.IsSuccessStatusCode) return;
                answered(id);
            }
        }
        catch (HttpRequestException)
        {
            // It has stopped, and of the last one nobody knows.
        }
    }

    /// <summary>A connection as the browser of a dashboard holds it: server-sent events that do not end.</summary>
    private static async Task<HttpResponseMessage> OpenDashboardAsync(HttpClient client)
    {
        using var negotiated = await client.PostAsync(new Uri("/_blazor/negotiate?negotiateVersion=1", UriKind.Relative), content: null, Cancellation);
        using var answer = JsonDocument.Parse(await negotiated.Content.ReadAsStringAsync(Cancellation));
        var request = new HttpRequestMessage(HttpMethod.Get, "/_blazor?id=" + answer.RootElement.GetProperty("connectionToken").GetString());
        request.Headers.Accept.ParseAdd("text/event-stream");
        var stream = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        return stream.EnsureSuccessStatusCode();
    }
}
