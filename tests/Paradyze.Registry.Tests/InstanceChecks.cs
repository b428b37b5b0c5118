using System.Text;
using System.Text.Json;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;

namespace Paradyze.Registry.Tests;

/// <summary>What holds for every instance, whatever is in it.</summary>
internal static class InstanceChecks
{
    /// <summary>Its text is that of the record, and reading the text gives the same instance back.</summary>
    public static void ReadsBack(RegisteredInstance instance)
    {
        var text = Encoding.UTF8.GetString(instance.Utf8);
        Assert.Equal(text, JsonSerializer.Serialize(instance.ToRecord(), DiscoveryJsonContext.Wire.ServiceInstance));

        var read = new InstanceReader().Read(instance.Utf8);
        Assert.Equal(text, Encoding.UTF8.GetString(read.Utf8));
        Assert.Equal(Encoding.UTF8.GetString(instance.Registration), Encoding.UTF8.GetString(read.Registration));
        Assert.Equal(Held(instance), Held(read));
        Assert.Equal(instance.Tags, read.Tags);
        Assert.Equal(Encoding.UTF8.GetString(instance.At(7).Utf8), Encoding.UTF8.GetString(read.At(7).Utf8));
    }

    private static object Held(RegisteredInstance i) => (i.Key, i.Url, i.Generation, i.Version, i.Zone, i.LeaseSeconds, i.HasChecks, i.State);
}
