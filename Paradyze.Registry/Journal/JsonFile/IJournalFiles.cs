namespace Paradyze.Registry.Journal.JsonFile;

/// <summary>The file operations that a journal is made of, one by one, so that each can be made to fail.</summary>
internal interface IJournalFiles
{
    /// <summary>Opens a file for writing.</summary>
    IJournalFile Open(string path, FileMode mode);

    /// <summary>The length of the file that is to be found at a path; <see langword="null"/> when there is none.</summary>
    long? LengthOf(string path);

    /// <summary>Puts a file in the place of another.</summary>
    void Replace(string path, string target);

    /// <summary>Deletes a file; nothing happens when there is none.</summary>
    void Delete(string path);

    /// <summary>Makes creations, renamings and removals in a folder durable.</summary>
    void SyncFolder(string path);
}

/// <summary>A file that is being written.</summary>
internal interface IJournalFile : IDisposable
{
    long Length { get; }

    void Write(ReadOnlySpan<byte> bytes, long offset);

    void SetLength(long length);

    /// <summary>Makes what was written durable.</summary>
    void Sync();
}
