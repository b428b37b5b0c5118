using Paradyze.Discovery;

namespace Paradyze.Registry.Catalog;

/// <summary>A url in the spelling by which two registrations are the same address, and the hash that finds it among many.</summary>
internal readonly record struct NormalizedUrl(string Text, int Hash)
{
    public static NormalizedUrl Of(Uri url)
    {
        var text = InstanceId.Normalize(url);

        // Never 0, which stands for a hash that was not taken yet.
        return new NormalizedUrl(text, text.GetHashCode(StringComparison.Ordinal) is var hash and not 0 ? hash : 1);
    }
}
