using System.Runtime.InteropServices;

namespace Paradyze.LocalHosting.Supervision;

/// <summary>Strings as C's <c>char*[]</c>, ended by a null pointer.</summary>
internal sealed class CStringArray(IReadOnlyList<string> strings) : IDisposable
{
    private readonly nint[] _pointers = [.. strings.Select(Marshal.StringToCoTaskMemUTF8), 0];

    public ReadOnlySpan<nint> Pointers => _pointers;

    public void Dispose()
    {
        foreach (var pointer in _pointers)
            Marshal.FreeCoTaskMem(pointer);
    }
}
