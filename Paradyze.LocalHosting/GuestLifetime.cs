using Microsoft.Extensions.Hosting;

namespace Paradyze.LocalHosting;

/// <summary>Leaves signals to whoever owns the process.</summary>
internal sealed class GuestLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
