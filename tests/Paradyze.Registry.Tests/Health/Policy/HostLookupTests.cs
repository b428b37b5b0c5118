using System.Net;
using Microsoft.Extensions.Time.Testing;
using Paradyze.Registry.Health.Policy;

namespace Paradyze.Registry.Tests.Health.Policy;

public sealed class HostLookupTests : IDisposable
{
    // More than are looked up at a time.
    private const int Many = 100;

    private static readonly IPAddress[] s_found = [IPAddress.Loopback];

    private readonly FakeTimeProvider _time = new();
    private readonly ManualResetEventSlim _answered = new();
    private readonly HostLookup _lookup;
    private volatile bool _isHanging;

    public HostLookupTests() => _lookup = new HostLookup(Resolve, _time);

    public void Dispose()
    {
        _answered.Set();
        _lookup.Dispose();
        _answered.Dispose();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IPAddress[] Resolve(string host)
    {
        if (!host.StartsWith("slow", StringComparison.Ordinal)) return s_found;
        if (_isHanging) _answered.Wait(Stop);
        else _time.Advance(TimeSpan.FromSeconds(2));
        return s_found;
    }

    [Fact]
    public async Task Find_HostsWhoseServersHang_TakeNobodysTurn()
    {
        for (var i = 0; i < Many; i++) await _lookup.FindAsync($"slow{i}", Stop);
        _isHanging = true;
        var slow = Enumerable.Range(0, Many).Select(i => _lookup.FindAsync($"slow{i}", Stop)).ToList();
        Assert.Equal(s_found, await _lookup.FindAsync("other", Stop).WaitAsync(TimeSpan.FromSeconds(30), Stop));
        Assert.DoesNotContain(slow, lookup => lookup.IsCompleted);

        _answered.Set();
        await Task.WhenAll(slow).WaitAsync(TimeSpan.FromSeconds(30), Stop);
    }

    [Fact]
    public async Task Find_GivenUp_IsOver()
    {
        _isHanging = true;
        using var giveUp = new CancellationTokenSource();
        var lookup = _lookup.FindAsync("slow", giveUp.Token);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lookup.WaitAsync(TimeSpan.FromSeconds(30), Stop));
    }
}
