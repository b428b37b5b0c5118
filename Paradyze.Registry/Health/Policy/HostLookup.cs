using System.Net;

namespace Paradyze.Registry.Health.Policy;

/// <summary>
/// Asks the system's resolver, which blocks its thread: on threads of its own and only so many at a time, so that slow name servers
/// starve nobody.
/// </summary>
internal sealed class HostLookup : IHostLookup, IDisposable
{
    private const int MaxAtATime = 16;

    private readonly SemaphoreSlim _turns = new(MaxAtATime);

    public async Task<IPAddress[]> FindAsync(string host, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        var lookup = Task.Factory.StartNew(() => Find(host), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        // Who gives up waiting does not end the lookup: its turn is over when it is.
        return await lookup.WaitAsync(cancellationToken);
    }

    public void Dispose() => _turns.Dispose();

    private IPAddress[] Find(string host)
    {
        try
        {
            return Dns.GetHostAddresses(host);
        }
        finally
        {
            _turns.Release();
        }
    }
}
