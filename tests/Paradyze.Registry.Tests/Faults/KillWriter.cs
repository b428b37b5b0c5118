using System.Globalization;
using System.Text.Json;
using Paradyze.Registry.Tests.Api;

namespace Paradyze.Registry.Tests.Faults;

/// <summary>Registers and unregisters instances of one service until the registry is gone, and remembers what it was told.</summary>
internal sealed class KillWriter(string service)
{
    private const int MostAtOnce = 20;

    private readonly Queue<int> _registered = [];
    private int? _unknown;
    private int _next;

    public int Acknowledged { get; private set; }

    public async Task WriteAsync(HttpClient client, Action answered)
    {
        try
        {
            while (true)
            {
                await (_registered.Count < MostAtOnce ? RegisterAsync(client) : UnregisterAsync(client));
                _unknown = null;
                Acknowledged++;
                answered();
            }
        }
        catch (HttpRequestException)
        {
            // Killed: of the last change nobody knows.
        }
    }

    /// <summary>Finds everything that was acknowledged, and learns what became of the change that was not answered.</summary>
    public async Task CheckAsync(HttpClient client, int round)
    {
        var answer = await client.ReadAsync($"/v1/services/{service}");
        var found = answer.Status == 404
            ? []
            : answer.Json.GetProperty("instances").EnumerateArray().Select(instance => Id(instance)).ToHashSet();
        if (_unknown is { } unknown && found.Remove(unknown)) _registered.Enqueue(unknown);
        Assert.Equal(_registered.Where(id => id != _unknown).Order(), found.Order());
        _unknown = null;
        Assert.True(answer.Status is 200 or 404, $"round {round}: {answer.Body}");
    }

    private async Task RegisterAsync(HttpClient client)
    {
        var id = _next++;
        _unknown = id;
        var answer = await client.SendJsonAsync(
            "/register", $$"""{"serviceName":"{{service}}","instanceId":"{{id}}","url":"http://localhost:{{1 + (id % 60000)}}"}""");
        Assert.Equal(201, answer.Status);
        _registered.Enqueue(id);
    }

    private async Task UnregisterAsync(HttpClient client)
    {
        var id = _registered.Dequeue();
        _unknown = id;
        var answer = await client.SendJsonAsync("/unregister", $$"""{"serviceName":"{{service}}","instanceId":"{{id}}"}""");
        Assert.Equal(200, answer.Status);
    }

    private static int Id(JsonElement instance) => int.Parse(instance.GetProperty("instanceId").GetString()!, CultureInfo.InvariantCulture);
}
