using Paradyze.AppHost.Tests;
using Paradyze.Testing;

[assembly: AssemblyFixture(typeof(CacheFolder))]

namespace Paradyze.AppHost.Tests;

/// <summary>Where the services of these tests keep what they know, instead of the user's cache: one of an earlier run must not help them.</summary>
public sealed class CacheFolder : IDisposable
{
    private readonly TempFolder _folder = new();

    public CacheFolder() => Environment.SetEnvironmentVariable("XDG_CACHE_HOME", _folder.Path);

    public void Dispose() => _folder.Dispose();
}
