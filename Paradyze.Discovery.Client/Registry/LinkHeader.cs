using System.Text.RegularExpressions;

namespace Paradyze.Discovery.Client;

/// <summary>Web linking (RFC 8288), as far as paging needs it.</summary>
internal static partial class LinkHeader
{
    /// <summary>
    /// The path and query of the next page. Only these are taken: a registry behind a proxy may write another host than the one
    /// that it was reached by.
    /// </summary>
    public static string? Next(RegistryReply reply, string path)
    {
        var match = Pattern().Match(reply.Link ?? "");
        if (!match.Success) return null;
        var here = new Uri(reply.Registry, path[1..]);
        var next = new Uri(here, match.Groups["target"].Value).PathAndQuery;
        var root = reply.Registry.AbsolutePath;
        return next.StartsWith(root, StringComparison.Ordinal) ? next[(root.Length - 1)..] : next;
    }

    [GeneratedRegex(@"<(?<target>[^>]*)>\s*;[^,]*\brel=""?next\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pattern();
}
