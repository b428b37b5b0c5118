namespace Gateway;

/// <summary>What there is to try, as commands to copy.</summary>
internal static class Welcome
{
    private static readonly (string Command, string What)[] s_tries =
    [
        ("curl {0}/products", "what the shop sells, and which instance of Products says so"),
        ("curl {0}/products/pan-iron", "one product; again and again, and the instances take turns"),
        ("curl {0}/orders", "what was ordered"),
        ("curl {0}/orders/o-1001", "one order: Orders asks Products for the names"),
        ("curl {0}/orders -H 'content-type: application/json' -d '{{\"customer\":\"You\",\"lines\":[{{\"sku\":\"mug-stone\",\"quantity\":2}}]}}'", "order something"),
        ("curl {0}/notifications", "what a Node.js service makes of the orders"),
    ];

    public static string To(HttpRequest request)
    {
        var here = $"{request.Scheme}://{request.Host}";
        return string.Concat(s_tries.Select(line => $"# {line.What}\n{string.Format(null, line.Command, here)}\n\n"));
    }
}
