using Microsoft.Extensions.Options;
using Paradyze.Discovery.Client;
using Polly;
using Products;

namespace Restock;

/// <summary>Fills the shelves of products whose stock is low, round after round.</summary>
internal sealed partial class RestockWorker(
    ProductsClient products, IOptions<RestockOptions> options, TimeProvider clock, ILogger<RestockWorker> logger) : BackgroundService
{
    private bool _isAway;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var rounds = new PeriodicTimer(options.Value.Every, clock);
        do
        {
            try
            {
                await FillShelvesAsync(stoppingToken);
                _isAway = false;
            }
            catch (Exception exception) when (IsAway(exception))
            {
                if (!_isAway) Log.ProductsAway(logger, options.Value.Every, exception.Message); // Once, not in every round.
                _isAway = true;
            }
        }
        while (await rounds.WaitForNextTickAsync(stoppingToken));
    }

    private async Task FillShelvesAsync(CancellationToken cancellation)
    {
        var low = await products.ListLowAsync(cancellation);
        foreach (var product in low.Products)
        {
            var restocked = await products.RestockAsync(product.Sku, product.Capacity, cancellation);

            // Another instance than the one that listed it may have answered, and its shelf may be full.
            if (restocked.Added > 0) Log.Restocked(logger, restocked.Sku, restocked.Added, restocked.Stock, restocked.ServedBy);
        }
    }

    private static bool IsAway(Exception exception) =>
        exception is HttpRequestException or ServiceResolutionException or ExecutionRejectedException;
}
