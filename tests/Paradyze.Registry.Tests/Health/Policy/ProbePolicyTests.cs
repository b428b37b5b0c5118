using System.Net;
using Paradyze.Registry.Health.Policy;

namespace Paradyze.Registry.Tests.Health.Policy;

public sealed class ProbePolicyTests
{
    private const string Outside = "is outside of Registry:Probes:AllowedNetworks";
    private const string Loopback =
        "is loopback, which is probed only while the registry itself listens on loopback alone, or when Registry:Probes:AllowedNetworks names it";

    private static readonly ProbePolicy s_local = new(allowed: null, isLoopbackAllowed: true);
    private static readonly ProbePolicy s_open = new(allowed: null, isLoopbackAllowed: false);

    private static ProbePolicy Only(params string[] networks) => new([.. networks.Select(IPNetwork.Parse)], isLoopbackAllowed: false);

    private static string? Refusal(ProbePolicy policy, string address) => policy.Refusal(IPAddress.Parse(address));

    [Theory]
    [InlineData("169.254.169.254", "link-local")]
    [InlineData("169.254.0.1", "link-local")]
    [InlineData("169.254.255.255", "link-local")]
    [InlineData("fe80::1", "link-local")]
    [InlineData("fe80::1%3", "link-local")]
    [InlineData("febf::a9fe:a9fe", "link-local")]
    [InlineData("0.0.0.0", "unspecified")]
    [InlineData("0.1.2.3", "unspecified")]
    [InlineData("::", "unspecified")]
    [InlineData("224.0.0.1", "multicast")]
    [InlineData("239.255.255.255", "multicast")]
    [InlineData("ff02::1", "multicast")]
    [InlineData("255.255.255.255", "broadcast")]
    [InlineData("64:ff9b:1::a9fe:a9fe", "translated")]
    [InlineData("2001:0:a9fe:a9fe::1", "tunnelled")]
    [InlineData("100.100.100.200", "metadata")]
    [InlineData("168.63.129.16", "metadata")]
    [InlineData("192.0.0.192", "metadata")]
    [InlineData("fd00:ec2::254", "metadata")]
    [InlineData("fd00:ec2::23", "metadata")]
    [InlineData("fd20:ce::254", "metadata")]
    [InlineData("fd00:c1::a9fe:a9fe", "metadata")]
    [InlineData("fd00:42::42", "metadata")]
    [InlineData("fd00:a9fe:a9fe::1", "metadata")]
    public void Refusal_NeverProbed_IsRefusedWhateverIsAllowed(string address, string kind)
    {
        foreach (var policy in new[] { s_local, s_open, Only("0.0.0.0/0", "::/0"), Only(address.Split('%')[0] + (address.Contains(':') ? "/128" : "/32")) })
            Assert.Equal($"is {kind} and never probed", Refusal(policy, address));
    }

    [Theory]
    [InlineData("::ffff:169.254.169.254")] // mapped
    [InlineData("::169.254.169.254")] // compatible
    [InlineData("::ffff:0:a9fe:a9fe")] // translated
    [InlineData("64:ff9b::169.254.169.254")] // NAT64
    [InlineData("2002:a9fe:a9fe::1")] // 6to4
    [InlineData("2001:db8::5efe:a9fe:a9fe")] // ISATAP
    [InlineData("2001:db8::200:5efe:a9fe:a9fe")]
    public void Refusal_LinkLocalInAnotherSpelling_IsRefused(string address) =>
        Assert.Equal("is link-local and never probed", Refusal(s_local, address));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    public void Refusal_Loopback_IsProbedOnlyByARegistryOnLoopback(string address)
    {
        Assert.Null(Refusal(s_local, address));
        Assert.Equal(Loopback, Refusal(s_open, address));
    }

    [Theory]
    [InlineData("10.0.0.5")]
    [InlineData("172.16.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("8.8.8.8")]
    [InlineData("169.253.255.255")]
    [InlineData("fd12:3456::1")]
    [InlineData("2001:db8::1")]
    [InlineData("::ffff:10.0.0.5")]
    public void Refusal_Other_IsProbed(string address)
    {
        Assert.Null(Refusal(s_local, address));
        Assert.Null(Refusal(s_open, address));
    }

    [Theory]
    [InlineData("10.1.2.3", null)]
    [InlineData("::ffff:10.1.2.3", null)]
    [InlineData("64:ff9b::10.1.2.3", null)]
    [InlineData("fd12:3456:7::1", null)]
    [InlineData("127.0.0.1", null)]
    [InlineData("127.0.0.2", Outside)]
    [InlineData("::1", Outside)]
    [InlineData("11.0.0.1", Outside)]
    [InlineData("::ffff:11.0.0.1", Outside)]
    [InlineData("2002:0b00:1::", Outside)]
    [InlineData("fd12:3457::1", Outside)]
    public void Refusal_AllowedNetworks_AreWhatIsProbed(string address, string? refusal) =>
        Assert.Equal(refusal, Refusal(Only("10.0.0.0/8", "fd12:3456::/32", "127.0.0.1/32"), address));
}
