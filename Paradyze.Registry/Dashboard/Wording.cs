using System.Globalization;
using Paradyze.Discovery;

namespace Paradyze.Registry.Dashboard;

/// <summary>Figures and addresses in the form that a page shows them in.</summary>
internal static class Wording
{
    /// <summary>An age in its largest unit, rounded down: <c>3 min ago</c>.</summary>
    public static string Ago(DateTimeOffset then, DateTimeOffset now) => (now - then) switch
    {
        { TotalMinutes: < 1 } => "just now",
        { TotalHours: < 1 } age => string.Create(CultureInfo.InvariantCulture, $"{age.Minutes} min ago"),
        { TotalDays: < 1 } age => string.Create(CultureInfo.InvariantCulture, $"{age.Hours} h ago"),
        var age => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalDays:N0} d ago"),
    };

    public static string Exact(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff 'UTC'", CultureInfo.InvariantCulture);

    public static string Machine(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The time of day of something that was just now.</summary>
    public static string Clock(DateTimeOffset time) => time.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The last probes in words, for who does not see their ticks.</summary>
    public static string Passed(int passed, int all) =>
        all == 0 ? "no probes yet" : string.Create(CultureInfo.InvariantCulture, $"{passed:N0} of the last {Count(all, "probe")} passed");

    public static string Verdict(CheckVerdict verdict) => verdict switch
    {
        CheckVerdict.Passing => "passing",
        CheckVerdict.Critical => "critical",
        _ => "no verdict yet",
    };

    public static string Lease(int? seconds) => seconds switch
    {
        null => "none",
        < 120 => string.Create(CultureInfo.InvariantCulture, $"{seconds} s"),
        < 7200 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600} h"),
    };

    public static string Count(int count, string one) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {one}{(count == 1 ? "" : "s")}");

    /// <summary>How many of a service's instances are handed out; calm when all are.</summary>
    public static string Serving(int serving, int total) =>
        serving == total ? Count(total, "instance")
        : total == 1 ? "not handed out"
        : serving == 0 ? $"none of {Count(total, "instance")} handed out"
        : string.Create(CultureInfo.InvariantCulture, $"{serving:N0} of {Count(total, "instance")} handed out");

    /// <summary>The reason of a status beside the probes that it may come from: what they found stands there in full.</summary>
    public static string BesideProbes(string reason, string? found) => reason == found ? reason.Split(':')[0] : reason;

    /// <summary>Why suspects are still handed out.</summary>
    public static string Doubt(int suspects) =>
        $"{Count(suspects, "instance")} failed at once. That is rather a network's fault than theirs: they stay handed out, and nobody is deregistered, until it is clear.";

    /// <summary>What a link may point to: an http or https address, whatever else was let into the catalog.</summary>
    public static string? Link(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address.AbsoluteUri
            : null;
}
