namespace Paradyze.LocalHosting.Prompt;

/// <summary>Rows of text in columns as wide as their widest cell, the last one as it is.</summary>
internal static class Columns
{
    public static string Of(IReadOnlyList<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows.Max(row => row.Length)).Select(column => rows.Max(row => row[column].Length)).ToList();
        return string.Join(
            Environment.NewLine,
            rows.Select(row => $"  {string.Join("  ", row.Index().Select(cell => cell.Item.PadRight(widths[cell.Index])))}".TrimEnd()));
    }
}
