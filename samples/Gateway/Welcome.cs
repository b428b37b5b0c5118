namespace Gateway;

/// <summary>What there is to try, as commands to copy.</summary>
internal static class Welcome
{
    private const string Here = "{here}";
    private const string AnOrder = """{"customer":"You","lines":[{"sku":"mug-stone","quantity":2}]}""";

    private static readonly (string Command, string What)[] s_tries =
    [
        ("curl {here}/products", "what the shop sells, and which instance of Products says so"),
        ("curl {here}/products/pan-iron", "one product; again and again, and the instances take turns"),
        ("curl {here}/orders", "what was ordered"),
        ("curl {here}/orders/o-1001", "one order: Orders asks Products for the names"),
        ("curl {here}/orders -H 'content-type: application/json' -d '" + AnOrder + "'", "order something"),
        ("curl {here}/notifications", "what a Node.js service makes of the orders"),
    ];

    public static string To(HttpRequest request)
    {
        var here = $"{request.Scheme}://{request.Host}";
        return string.Concat(s_tries.Select(line => $"# {line.What}\n{line.Command.Replace(Here, here, StringComparison.Ordinal)}\n\n"));
    }
}
