using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Paradyze.Discovery;
using Paradyze.Registry.Registration;

namespace Paradyze.Registry.Catalog;

/// <summary>
/// One instance as the registry holds it: the UTF-8 of its wire form, which every answer and journal line is cut from, and beside
/// it the few fields that decisions and filters need.
/// </summary>
/// <remarks>
/// <code>
/// {"serviceName":"orders",...,"leaseSeconds":30,"status":"up",...,"registeredAt":"...","revision":7}
/// |&lt;--------- what was registered ---------->|&lt;------------ what the registry adds ------------>|
///                                            _stateOffset
/// </code>
/// Keep the order in sync with <see cref="ServiceInstance"/>.
/// </remarks>
internal sealed class RegisteredInstance
{
    private readonly byte[] _utf8;
    private readonly int _stateOffset;
    private int _urlHash;

    /// <param name="utf8">The wire form.</param>
    /// <param name="stateOffset">Where in it stands the comma before <c>"status"</c>.</param>
    public RegisteredInstance(byte[] utf8, int stateOffset) => (_utf8, _stateOffset) = (utf8, stateOffset);

    [SetsRequiredMembers]
    private RegisteredInstance(RegisteredInstance registered, InstanceState state)
    {
        _utf8 = [.. registered.Registration, .. InstanceText.OfState(state)];
        _stateOffset = registered._stateOffset;
        _urlHash = registered._urlHash;
        State = state;
        Key = registered.Key;
        Url = registered.Url;
        Generation = registered.Generation;
        Version = registered.Version;
        Zone = registered.Zone;
        Tags = registered.Tags;
        LeaseSeconds = registered.LeaseSeconds;
        HasChecks = registered.HasChecks;
    }

    public required InstanceKey Key { get; init; }

    public required string Url { get; init; }

    public string? Generation { get; init; }

    public string? Version { get; init; }

    public string? Zone { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];

    public int? LeaseSeconds { get; init; }

    /// <summary>Whether it listed checks of its own.</summary>
    public bool HasChecks { get; init; }

    /// <summary>Whether the registry probes it: it asked for that, or promised no heartbeat, so that nothing else can tell when it dies.</summary>
    public bool IsProbed => LeaseSeconds is null || HasChecks;

    public required InstanceState State { get; init; }

    public InstanceStatus Status => State.Status;

    public long Revision => State.Revision;

    /// <summary>Whether its probe removed it, and it is only known to come back when it answers.</summary>
    public bool IsDeparted => State.DepartedAt is not null;

    /// <summary>The JSON object.</summary>
    public ReadOnlySpan<byte> Utf8 => _utf8;

    /// <summary>The JSON object without its closing brace, so that more members can follow.</summary>
    public ReadOnlySpan<byte> OpenUtf8 => _utf8.AsSpan(..^1);

    /// <summary>What was registered, without what the registry adds.</summary>
    public ReadOnlySpan<byte> Registration => _utf8.AsSpan(.._stateOffset);

    /// <summary>A registration as it becomes an instance.</summary>
    public static RegisteredInstance Create(InstanceKey key, ValidRegistration registration, InstanceState state)
    {
        var registered = InstanceText.OfRegistration(key.ServiceName, registration);
        return new RegisteredInstance([.. registered, .. InstanceText.OfState(state)], registered.Length)
        {
            Key = key,
            Url = registration.WrittenUrl,
            Generation = registration.Generation,
            Version = registration.Version,
            Zone = registration.Zone,
            Tags = registration.Tags ?? [],
            LeaseSeconds = registration.LeaseSeconds,
            HasChecks = registration.Checks is { IsEmpty: false },
            State = state,
        };
    }

    /// <summary>Whether it is called at a url. Its own is read once: of the many instances of a service, hashes are compared.</summary>
    public bool IsAt(NormalizedUrl url)
    {
        if (_urlHash == 0) _urlHash = NormalizedUrl.Of(new Uri(Url)).Hash;
        return _urlHash == url.Hash && InstanceId.Normalize(new Uri(Url)) == url.Text;
    }

    /// <summary>Whether the same was registered, whatever became of it since.</summary>
    public bool IsRegisteredAs(RegisteredInstance other) => ReferenceEquals(this, other) || Registration.SequenceEqual(other.Registration);

    /// <summary>The same registration in another state.</summary>
    public RegisteredInstance With(InstanceState state) => new(this, state);

    /// <summary>The same instance as it is committed at a revision.</summary>
    public RegisteredInstance At(long revision) => With(State with { Revision = revision });

    /// <summary>The instance as the record that clients read, for those few places that look at every field.</summary>
    public ServiceInstance ToRecord() => JsonSerializer.Deserialize(_utf8, DiscoveryJsonContext.Wire.ServiceInstance)!;
}

/// <summary>What the registry adds to a registration.</summary>
/// <param name="Status">Whether the instance is worth calling.</param>
/// <param name="Reason">Why.</param>
/// <param name="RegisteredAt">When it was first registered.</param>
/// <param name="Revision">The revision of the commit that last changed it; 0 before that commit.</param>
/// <param name="Override">What was set by the instance or an operator.</param>
/// <param name="DepartedAt">When its probe removed it; see <see cref="DepartedInstances"/>.</param>
internal readonly record struct InstanceState(
    InstanceStatus Status, string? Reason, DateTimeOffset RegisteredAt, long Revision, StatusOverride? Override = null, DateTimeOffset? DepartedAt = null);
