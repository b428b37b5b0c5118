namespace Paradyze.Registry.Journal.JsonFile.Maintenance;

/// <summary>Says file by file what a journal holds and what of it is damaged. Changes nothing.</summary>
internal sealed class JournalCheck(JournalFolder folder, TextWriter output)
{
    /// <returns>0 when the registry would start from it, 1 when it is damaged.</returns>
    public int Run()
    {
        var (contents, state) = FoldedFolder.Read(folder);
        new JournalReport(output).Write(folder, contents);
        if (contents.Damages.Count == 0)
        {
            output.WriteLine($"The journal is whole: {state.InstanceCount} instances of {state.ServiceCount} services at revision {contents.Head}.");
            return 0;
        }

        output.WriteLine(
            $"The journal is damaged ({contents.Damages.Count} {(contents.Damages.Count == 1 ? "place" : "places")}), and the registry does not start from it. "
            + $"'journal repair --dry-run' says what can be kept: {state.InstanceCount} instances.");
        return 1;
    }
}
