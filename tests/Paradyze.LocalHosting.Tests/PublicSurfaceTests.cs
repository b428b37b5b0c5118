namespace Paradyze.LocalHosting.Tests;

/// <summary>
/// Holds the engine to Aspire's API: whatever it offers is offered there with the same names, parameters and defaults, so that an app model
/// or a test that compiles here compiles there.
/// </summary>
public sealed class PublicSurfaceTests
{
    [Fact]
    public void PublicMembers_All_AreAspires()
    {
        var allowed = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "PublicSurface.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .ToHashSet(StringComparer.Ordinal);

        var offered = typeof(DistributedApplication).Assembly.GetExportedTypes().SelectMany(Signature.OfMembers).ToList();

        Assert.Equal([], offered.Except(allowed));
        Assert.NotEmpty(offered);
    }
}
