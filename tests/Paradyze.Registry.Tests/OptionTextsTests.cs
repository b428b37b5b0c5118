using Microsoft.Extensions.Configuration;

namespace Paradyze.Registry.Tests;

public sealed class OptionTextsTests
{
    private static IEnumerable<string> Faults(params IEnumerable<(string Path, string Text)> settings) => OptionTexts.Faults(
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Path, (string?)setting.Text)))
            .Build()
            .GetSection(RegistryOptions.SectionName),
        typeof(RegistryOptions));

    [Fact]
    public void Faults_TextsThatAreNone_NamesAllWithTheirRules() => Assert.Equal(
        [
            "Registry:Guard:MinimumInstances is 'x': it must be a whole number, at most 2147483647.",
            "Registry:Journal:Kind is 'Etcd': it must be one of File, Memory.",
            "Registry:Journal:SnapshotBytes is '64MB': it must be a whole number, at most 9223372036854775807.",
            "Registry:Leases:DeregisterAfter is 'banana': it must be a time such as 00:01:30 (hours, minutes, seconds).",
            "Registry:Probes:AllowedNetworks is '10.0.0.0/8': it must be a list, of which Registry:Probes:AllowedNetworks:0 is the first (in the environment Registry__Probes__AllowedNetworks__0).",
            "Registry:Probes:MaxInFlight is '3000000000': it must be a whole number, at most 2147483647.",
        ],
        Faults(
            ("Registry:Leases:DeregisterAfter", "banana"),
            ("Registry:Journal:Kind", "Etcd"),
            ("Registry:Journal:SnapshotBytes", "64MB"),
            ("Registry:Guard:MinimumInstances", "x"),
            ("Registry:Probes:MaxInFlight", "3000000000"),
            ("Registry:Probes:AllowedNetworks", "10.0.0.0/8")).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("Registry:Journal:Kind", "memory", true)]
    [InlineData("Registry:Journal:Kind", "7", false)]
    [InlineData("Registry:Leases:SweepInterval", "00:00:01", true)]
    [InlineData("Registry:Leases:SweepInterval", "", false)]
    [InlineData("Registry:Probes:AllowedNetworks:0", "10.0.0.0/8", true)]
    [InlineData("Registry:Data", "", true)]
    [InlineData("Registry:Host", "*", true)]
    public void Faults_OneText_IsReadAsItWillBeBound(string path, string text, bool isRead) => Assert.Equal(isRead, !Faults((path, text)).Any());
}
