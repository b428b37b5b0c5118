using System.Text;

namespace Paradyze.Registry.Catalog;

/// <summary>A key that is looked up without being made an object.</summary>
internal readonly ref struct InstanceKeyText(ReadOnlySpan<char> serviceName, ReadOnlySpan<char> instanceId)
{
    /// <summary>The most bytes that <see cref="TryWrite"/> writes.</summary>
    public const int MaxBytes = 257;

    private readonly ReadOnlySpan<char> _serviceName = serviceName;
    private readonly ReadOnlySpan<char> _instanceId = instanceId;

    /// <summary>Writes the key in the one form that every spelling of it has: the name in lower case, a zero, the id.</summary>
    /// <returns>How many bytes that is; 0 when nothing can be registered under it, such as for letters that are not ASCII.</returns>
    public int TryWrite(Span<byte> bytes)
    {
        if (_serviceName.Length + 1 + _instanceId.Length > bytes.Length) return 0;
        if (Ascii.ToLower(_serviceName, bytes, out var length) != System.Buffers.OperationStatus.Done) return 0;
        bytes[length++] = 0;
        return Ascii.FromUtf16(_instanceId, bytes[length..], out var idLength) == System.Buffers.OperationStatus.Done ? length + idLength : 0;
    }
}
