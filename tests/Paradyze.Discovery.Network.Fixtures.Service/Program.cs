using Paradyze.Discovery.Network.Fixtures.Service;

// What runs on a host of the tests of addresses between hosts:
//   serve <path base>           a service that registers itself, and tells at which of its addresses it was called
//   get <url>...                calls each url as a service calls others, and prints status and answer on a line each
//   forward <from> <to>         passes connections on from an address and port to another
await (args switch
{
    ["serve", var pathBase] => Answering.RunAsync(pathBase),
    ["get", .. var urls] => Calling.RunAsync(urls),
    ["forward", var from, var to] => Forwarding.RunAsync(from, to),
    _ => throw new ArgumentException($"'{string.Join(' ', args)}' is none of what this program does.", nameof(args)),
});
