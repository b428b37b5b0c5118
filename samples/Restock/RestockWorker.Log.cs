namespace Restock;

internal sealed partial class RestockWorker
{
    private static partial class Log
    {
        [LoggerMessage(
            1, LogLevel.Information, "Put {Added} pieces of '{Sku}' on the shelf of {Instance}: {Stock} now.", EventName = "Restocked")]
        public static partial void Restocked(ILogger logger, string sku, int added, int stock, string instance);

        [LoggerMessage(2, LogLevel.Warning, "Products is away, to be asked again every {Every}: {Reason}", EventName = "ProductsAway")]
        public static partial void ProductsAway(ILogger logger, TimeSpan every, string reason);
    }
}
