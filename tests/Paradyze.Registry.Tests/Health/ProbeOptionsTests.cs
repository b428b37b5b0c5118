using Paradyze.Registry.Health;

namespace Paradyze.Registry.Tests.Health;

public sealed class ProbeOptionsTests
{
    private static IEnumerable<string> Faults(ProbeOptions options) =>
        new ProbeOptionsValidator().Validate(name: null, new RegistryOptions { Probes = options }).Failures ?? [];

    [Fact]
    public void Validate_Defaults_AreValid() => Assert.Empty(Faults(new ProbeOptions()));

    [Fact]
    public void Validate_Networks_AreValid() => Assert.Empty(Faults(new ProbeOptions { AllowedNetworks = ["10.0.0.0/8", "fd12:3456::/32", "127.0.0.1/32"] }));

    [Fact]
    public void Validate_EverythingAtFault_NamesAllOfIt()
    {
        var options = new ProbeOptions
        {
            Interval = TimeSpan.Zero, Timeout = TimeSpan.FromMinutes(1), FailuresBeforeCritical = 0, SuccessesBeforeUp = 101,
            DeregisterAfter = TimeSpan.FromDays(31), MaxInFlight = 0, AllowedNetworks = ["10.0.0.0", "10.0.0.0/8", "everything"],
        };
        Assert.Equal(
            [
                "Registry:Probes:Interval is 00:00:00: it must be between 00:00:01 and 01:00:00.",
                "Registry:Probes:Timeout is 00:01:00: it must be between 00:00:00.1000000 and 00:00:30.",
                "Registry:Probes:FailuresBeforeCritical is 0: it must be between 1 and 100.",
                "Registry:Probes:SuccessesBeforeUp is 101: it must be between 1 and 100.",
                "Registry:Probes:DeregisterAfter is 31.00:00:00: it must be between 00:00:01 and 30.00:00:00.",
                "Registry:Probes:MaxInFlight is 0: it must be between 1 and 10000.",
                "Registry:Probes:Timeout is 00:01:00: it must not be longer than Registry:Probes:Interval, 00:00:00.",
                "Registry:Probes:AllowedNetworks:0 is '10.0.0.0': it must be a network such as 10.0.0.0/8 or fd12:3456::/32.",
                "Registry:Probes:AllowedNetworks:2 is 'everything': it must be a network such as 10.0.0.0/8 or fd12:3456::/32.",
            ],
            Faults(options));
    }

    [Fact]
    public void Validate_NoNetworks_IsRefused() => Assert.Equal(
        ["Registry:Probes:AllowedNetworks is empty, so that nothing could be probed: name networks such as 10.0.0.0/8, or leave it out."],
        Faults(new ProbeOptions { AllowedNetworks = [] }));
}
