namespace Paradyze.Registry.Journal.JsonFile.Maintenance;

/// <summary>Says file by file what a journal holds and what of it is damaged. Changes nothing.</summary>
internal sealed class JournalCheck(JournalFolder folder, TextWriter output)
{
    /// <returns>0 when the registry would start from it, 1 when it is damaged.</returns>
    public int Run()
    {
        var (contents, state) = FoldedFolder.Read(folder);
        new JournalReport(output).Write(folder, contents);
        var kept = $"{state.InstanceCount} instances of {state.ServiceCount} services at revision {state.Revision}";
        if (contents.Damages.Count == 0)
        {
            output.WriteLine($"The journal is whole: {kept}.");
            return 0;
        }

        output.WriteLine($"The journal is damaged, and the registry does not start from it. 'journal repair' would keep {kept}.");
        return 1;
    }
}
