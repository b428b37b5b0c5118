using System.Collections.Immutable;
using System.Net;

namespace Paradyze.Registry.Health.Policy;

/// <summary>
/// Which addresses the registry connects to when it probes. Whoever registers chooses the url: probes must not become a way to reach
/// what the caller cannot.
/// </summary>
/// <param name="allowed">The networks that may be probed; <see langword="null"/> for all but loopback.</param>
/// <param name="isLoopbackAllowed">Whether loopback may be probed while no networks are named: only when callers are on this machine too.</param>
internal sealed class ProbePolicy(ImmutableArray<IPNetwork>? allowed, bool isLoopbackAllowed)
{
    /// <summary>Judges an address that a connection is about to be made to.</summary>
    /// <returns>Why not, in words that complete "the address ..."; <see langword="null"/> when it may be.</returns>
    public string? Refusal(IPAddress address)
    {
        if (Never(address) is { } never) return never;
        var embedded = EmbeddedAddresses.Of(address).ToList();
        foreach (var inner in embedded)
        {
            if (Never(inner) is { } innerNever) return innerNever;
        }

        // An address that stands for others is where those are, however it is spelled.
        IReadOnlyList<IPAddress> meant = embedded.Count == 0 ? [address] : embedded;
        if (allowed is { } networks) return meant.All(IsIn(networks)) ? null : "is outside of Registry:Probes:AllowedNetworks";
        return meant.Any(IPAddress.IsLoopback) && !isLoopbackAllowed
            ? "is loopback, which is probed only while the registry itself listens on loopback alone, or when Registry:Probes:AllowedNetworks names it"
            : null;
    }

    private static string? Never(IPAddress address) => NeverProbed.Why(address) is { } kind ? $"is {kind} and never probed" : null;

    private static Func<IPAddress, bool> IsIn(ImmutableArray<IPNetwork> networks) => address => networks.Any(network => network.Contains(address));
}
