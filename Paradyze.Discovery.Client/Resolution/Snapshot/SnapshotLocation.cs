using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Paradyze.Discovery.Client;

/// <summary>Where the snapshot lies: a file for each application and registry in the user's cache folder, unless said otherwise.</summary>
internal sealed class SnapshotLocation(IOptions<ServiceDiscoveryClientOptions> options, HostFacts host, EnvironmentVariables environment)
{
    private const string Folder = "paradyze-discovery";

    /// <summary>The file; <see langword="null"/> when none is to be kept, or the user has no folder for it.</summary>
    public string? Path { get; } = options.Value.SnapshotPath switch
    {
        "" => null,
        { } path => path,
        null => CacheFolder(environment) is { } cache ? System.IO.Path.Combine(cache, Folder, FileName(host, options.Value)) : null,
    };

    /// <summary>Whose instances the file holds. Another registry is another world: what it knew must never be taken for what this one knows.</summary>
    public string Registry { get; } = Registries(options.Value);

    private static string Registries(ServiceDiscoveryClientOptions options) =>
        string.Join(';', RegistryAddresses.Parse(options.RegistryUrl).AsEnumerable());

    private static string FileName(HostFacts host, ServiceDiscoveryClientOptions options)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Registries(options))).AsSpan(0, 4));
        return $"{string.Join('_', host.ApplicationName.Split(System.IO.Path.GetInvalidFileNameChars()))}-{hash}.json";
    }

    // XDG_CACHE_HOME: XDG Base Directory Specification 0.8.
    private static string? CacheFolder(EnvironmentVariables environment)
    {
        if (OperatingSystem.IsWindows()) return OrNull(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData));
        if (environment("XDG_CACHE_HOME") is { Length: > 0 } cache) return cache;
        if (environment("HOME") is not { Length: > 0 } home) return null;
        return OperatingSystem.IsMacOS() ? System.IO.Path.Combine(home, "Library", "Caches") : System.IO.Path.Combine(home, ".cache");
    }

    private static string? OrNull(string path) => path.Length == 0 ? null : path;
}
