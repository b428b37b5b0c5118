using Microsoft.Extensions.Hosting;

namespace Paradyze.LocalHosting.Testing;

/// <summary>Leaves signals to the test's process.</summary>
internal sealed class TestLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
