namespace Paradyze.Registry.Tests.Api;

/// <summary>Hostile input that is kept: whatever was once found to break a parser belongs here.</summary>
internal static class Corpus
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Api", "Corpus");

    public static readonly IReadOnlyList<(string Name, byte[] Bytes)> Bodies =
        [.. Directory.EnumerateFiles(s_folder, "*.json").Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), File.ReadAllBytes(file)))];

    /// <summary>Urls, and what may be taken for one.</summary>
    public static readonly IReadOnlyList<string> Urls = File.ReadAllLines(Path.Combine(s_folder, "urls.txt"));

    public static readonly IReadOnlyList<string> Queries = File.ReadAllLines(Path.Combine(s_folder, "queries.txt"));
}
