namespace Paradyze.Registry.Tests.Api;

/// <summary>The texts that the registry answers with, kept as files: programs in other languages read exactly these.</summary>
internal static class Golden
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Api", "Golden");

    /// <summary>The epoch that stands in the files for that of the registry.</summary>
    private const string Epoch = "e0e0e0e0e0e0";

    public static IEnumerable<string> Names => Directory.EnumerateFiles(s_folder).Select(Path.GetFileName).OfType<string>();

    /// <summary>Asserts that an answer is, to the byte, what a file holds (without the line feed at its end).</summary>
    public static void Is(string name, string epoch, Answer answer)
    {
        var expected = File.ReadAllText(Path.Combine(s_folder, name + ".json"));
        Assert.Equal(expected, answer.Body.Replace(epoch, Epoch, StringComparison.Ordinal) + "\n");
    }
}
