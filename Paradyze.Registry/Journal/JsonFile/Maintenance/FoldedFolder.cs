using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Journal.JsonFile.Maintenance;

/// <summary>A journal's files, and the state that they come to.</summary>
/// <param name="Contents">The files.</param>
/// <param name="State">Everything that is whole of them, folded as the registry folds it.</param>
internal sealed record FoldedFolder(FolderContents Contents, CatalogSnapshot State)
{
    /// <exception cref="JournalException">A file was written by a later version of the registry.</exception>
    public static FoldedFolder Read(JournalFolder folder)
    {
        var catalog = new ServiceCatalog();
        var contents = FolderReader.Read(
            folder, snapshot => catalog.Reset(new JournalSnapshot(Epochs.New(), snapshot.Revision, snapshot.Instances)), catalog.Apply);
        return new FoldedFolder(contents, catalog.Current.At(contents.Head));
    }
}
