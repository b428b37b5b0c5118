using System.Runtime.CompilerServices;
using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Dashboard;

/// <summary>The catalog as a page follows it: at once after a quiet time, and no more often than a person can read.</summary>
internal sealed class CatalogFeed(ServiceCatalog catalog, TimeProvider time)
{
    /// <summary>The least time between two snapshots: what changes in between comes with the next.</summary>
    public static readonly TimeSpan MinInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>When nothing changes, the snapshot comes again after so long, since ages are shown.</summary>
    public static readonly TimeSpan MaxInterval = TimeSpan.FromSeconds(30);

    public async IAsyncEnumerable<CatalogSnapshot> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var current = catalog.Current;
            yield return current;
            await Task.Delay(MinInterval, time, cancellationToken);
            await ChangedAsync(current, cancellationToken);
        }
    }

    private async Task ChangedAsync(CatalogSnapshot since, CancellationToken cancellationToken)
    {
        using var tooLong = new CancellationTokenSource(MaxInterval, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellationToken);
        try
        {
            await catalog.WaitForAsync(since.Revision + 1, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing changed.
        }
    }
}
