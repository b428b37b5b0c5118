namespace Paradyze.Readme.Tests;

/// <summary>A command after <c>$ </c>, and the lines shown below it; a line <c>...</c> stands for any number of lines.</summary>
internal sealed record ShownCommand(string Text, IReadOnlyList<string> Output)
{
    private const string Prompt = "$ ";
    private const string Elision = "...";

    public static IEnumerable<ShownCommand> ReadAll(string block)
    {
        var lines = block.TrimEnd('\n').Split('\n');
        return from item in lines.Index()
            where item.Item.StartsWith(Prompt, StringComparison.Ordinal)
            let output = lines.Skip(item.Index + 1).TakeWhile(line => !line.StartsWith(Prompt, StringComparison.Ordinal))
            select new ShownCommand(item.Item[Prompt.Length..], [.. output]);
    }

    /// <summary>Holds what was printed against what is shown.</summary>
    public void AssertPrints(IEnumerable<string> printed)
    {
        var shown = Output.Select(VariableParts.Masked).ToList();
        var actual = printed.Select(VariableParts.Masked).ToList();
        var next = 0;
        var mayPass = false;
        foreach (var line in shown)
        {
            if (line == Elision)
            {
                mayPass = true;
                continue;
            }

            var found = mayPass ? actual.IndexOf(line, next) : next;
            if (found < 0 || found >= actual.Count || actual[found] != line) Fail(shown, actual, line);
            next = found + 1;
            mayPass = false;
        }

        if (!mayPass && next < actual.Count) Fail(shown, actual, $"the end, instead of '{actual[next]}'");
    }

    private void Fail(IEnumerable<string> shown, IEnumerable<string> actual, string missing) => Assert.Fail(
        $"README.md shows for '{Text}'\n\n{string.Join('\n', shown)}\n\nbut it prints\n\n{string.Join('\n', actual)}\n\nand misses {missing}");
}
