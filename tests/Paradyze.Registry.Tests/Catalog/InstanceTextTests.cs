using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Registration;

namespace Paradyze.Registry.Tests.Catalog;

public sealed class InstanceTextTests
{
    private const string Awkward = "a\"\\\b\n\0\u001f\u007f\u0085é\u2028\ufeff漢<>&'+/{}[]:,";

    private static readonly Gen<string> s_label = Gen.Char["abcXYZ019"].Array[1, 12].Select(characters => new string(characters));
    private static readonly Gen<string> s_text = Gen.OneOf(
        Gen.Char[Awkward].Array[0, 12].Select(characters => new string(characters)),
        OneOf("😀", ",\"status\":\"up\"", "status"));

    private static readonly Gen<string> s_json = Gen.Recursive<string>((depth, deeper) => depth > 4
        ? s_text.Select(Json)
        : Gen.OneOf(
            s_text.Select(Json),
            OneOf("null", "true", "-0", "1.500", "1e400", "123456789012345678901234567890"),
            deeper.Array[0, 3].Select(elements => $"[{string.Join(',', elements)}]"),
            Gen.Select(s_text, deeper).Array[0, 3].Select(Object)));

    private static readonly Gen<StatusOverride> s_override =
        Gen.Select(
            OneOf(InstanceStatus.Draining, InstanceStatus.OutOfService), Gen.Enum<OverrideOwner>(), s_text.Null(), Gen.Bool,
            (status, owner, reason, isStacked) => new StatusOverride
            {
                Status = status, Owner = owner, Reason = reason,
                Beneath = isStacked ? new StatusOverride { Status = InstanceStatus.Draining, Owner = OverrideOwner.Self, Reason = reason } : null,
            });

    private static readonly Gen<InstanceState> s_state =
        Gen.Select(
            Gen.Enum<InstanceStatus>(), s_text.Null(), Gen.Int[0, 100_000_000], Gen.Long[0, long.MaxValue], s_override.Null(),
            (status, reason, later, revision, set) => new InstanceState(status, reason, Instances.Start.AddMilliseconds(later), revision, set));

    private static readonly Gen<HealthCheck> s_check =
        Gen.Select(
            Gen.Enum<HealthCheckType>(), s_text.Null(), Gen.Int[1, 100].Nullable(), Gen.Int[0, 10_000_000].Nullable(),
            (type, text, number, milliseconds) => new HealthCheck
            {
                Type = type, Url = text, Service = text, Port = number, FailuresBeforeCritical = number, SuccessesBeforeUp = number,
                Interval = Duration(milliseconds), Timeout = Duration(milliseconds / 7), DeregisterAfter = Duration(milliseconds * 60),
            });

    private static readonly Gen<ValidRegistration> s_registration =
        Gen.Select(
            Gen.Select(s_label, s_label, s_label.Null(), s_label.Null()),
            Gen.Select(s_json.Null(), s_label.Array[0, 4].Null(), Gen.Select(s_label, s_label).Array[0, 4].Null(), s_check.Array[0, 3].Null()),
            Gen.Select(Gen.Int[1, 86_400].Nullable(), Gen.Int[0, 10_000].Nullable(), Gen.Bool),
            (names, values, numbers) => new ValidRegistration
            {
                ServiceName = ServiceName.Parse("s" + names.Item1),
                InstanceId = names.Item2,
                Url = new Uri($"http://h{names.Item2}"),
                WrittenUrl = $"HTTP://h{names.Item2}/%22",
                Generation = names.Item3,
                Zone = names.Item4,
                Health = numbers.Item3 ? "https://h/health?a=1&b='2'" : null,
                Version = numbers.Item3 ? "1.4.2" : null,
                Metadata = values.Item1 is { } json ? RawJson.Parse($$"""{"m":{{json}},"status":"down"}""") : null,
                Tags = values.Item2?.ToImmutableArray(),
                Endpoints = values.Item3?.DistinctBy(endpoint => endpoint.Item1)
                    .ToImmutableSortedDictionary(endpoint => endpoint.Item1, endpoint => "grpc://" + endpoint.Item2, StringComparer.Ordinal),
                Checks = values.Item4?.ToImmutableArray(),
                LeaseSeconds = numbers.Item1,
                Weight = numbers.Item2,
            });

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static string Object((string Name, string Value)[] members) =>
        $"{{{string.Join(',', members.DistinctBy(member => member.Name).Select(member => $"{Json(member.Name)}:{member.Value}"))}}}";

    private static TimeSpan? Duration(int? milliseconds) => milliseconds is { } some ? TimeSpan.FromMilliseconds(some) : null;

    private static string Json(string text) => JsonSerializer.Serialize(text);

    [Fact]
    public void Create_AnyRegistration_IsTheTextOfItsRecordAndReadsBack() =>
        Gen.Select(s_registration, s_state).Sample((registration, state) => InstanceChecks.ReadsBack(Create(registration, state)));

    [Fact]
    public void With_AnyState_IsAsIfCreatedInIt() =>
        Gen.Select(s_registration, s_state, s_state).Sample((registration, before, after) =>
        {
            var changed = Create(registration, before).With(after);
            return changed.Utf8.SequenceEqual(Create(registration, after).Utf8) && changed.State == after;
        });

    private static RegisteredInstance Create(ValidRegistration registration, InstanceState state) =>
        RegisteredInstance.Create(new InstanceKey(registration.ServiceName.Value, registration.InstanceId), registration, state);
}
