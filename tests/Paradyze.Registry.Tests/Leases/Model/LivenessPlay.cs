using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Health.Asking;
using Paradyze.Registry.Leases;
using Paradyze.Registry.Registration;
using Paradyze.Registry.Tests.Health.Probing;
using Paradyze.Testing;

namespace Paradyze.Registry.Tests.Leases.Model;

/// <summary>Has the same steps happen to a registry and to the model, and compares the two after each and after every second.</summary>
internal sealed class LivenessPlay : IAsyncDisposable
{
    private const string Service = "orders";

    /// <summary>A sweep, since the grace begins when the expiry is found; and a sweep and a second, since a look that found nothing to do is repeated after a second.</summary>
    private const long LeaveLateByLease = 3_000;

    /// <summary>Only a probe finds that an instance has been critical for long enough.</summary>
    private const long LeaveLateByProbe = (ModelSettings.ProbeInterval * 11 / 10) + 1_000;

    /// <summary>
    /// Until everything was looked at once more after a pause, and the guard knows whose silence no longer counts. It may be in force for so much longer:
    /// meanwhile nobody begins to fail here.
    /// </summary>
    private const int SecondsUntilAllAreLookedAt = 3;

    private readonly TempFolder _data = new();
    private readonly LivenessModel _model = new();
    private ProbingRegistry _probing = null!;
    private HashSet<string> _cutOff = [];
    private HashSet<string> _sick = [];

    private LivenessPlay()
    {
    }

    private QuietRegistry Registry => _probing.Registry;

    /// <summary>Plays some steps.</summary>
    /// <returns>How many were played, and what differed after the last one; null when nothing did.</returns>
    public static async Task<(int Played, string? Difference)> RunAsync(IReadOnlyList<Step> steps)
    {
        await using var play = new LivenessPlay();
        await play.StartAsync();
        foreach (var (played, step) in steps.Index())
        {
            if (await play.TakeAsync(step) is { } difference) return (played + 1, difference);
        }

        return (steps.Count, null);
    }

    public async ValueTask DisposeAsync()
    {
        await _probing.DisposeAsync();
        _data.Dispose();
    }

    private async Task StartAsync()
    {
        var time = new FakeTimeProvider(Instances.Start + TimeSpan.FromMilliseconds(_model.Now));
        _probing = await ProbingRegistry.StartAsync(_data, services => services.AddSingleton<TimeProvider>(time), ModelSettings.OfRegistry);
        _probing.Probe.Answer = words =>
        {
            var host = words["TCP ".Length..^".example:80".Length];
            _model.Probed($"http://{host}.example", passed: !_cutOff.Contains(host));
            return _cutOff.Contains(host) ? ProbeReport.Fail("did not answer within 2s", "timeout") : ProbeReport.Pass("took the connection");
        };
    }

    private async Task<string?> TakeAsync(Step step)
    {
        switch (step)
        {
            case Step.Register wanted:
                return Differ("new", _model.Register(wanted), (await Registry.Registrar.RegisterAsync(Registration(wanted))).IsNew) ?? await CompareAsync();
            case Step.Beat beat:
                return await BeatAsync([beat]) ?? await CompareAsync();
            case Step.CutOff cut:
                _cutOff = [.. cut.Ids.Split(' ')];
                return null;
            case Step.Sicken sicken:
                _sick = [.. sicken.Ids.Split(' ')];
                return null;
            case Step.Override said:
                _model.Override(said.Id, said.Status, said.Generation);
                await Registry.Registrar.OverrideAsync(new InstanceKey(Service, said.Id), new ValidOverride(said.Status, Reason: null, said.Generation));
                return await CompareAsync();
            case Step.Unregister gone:
                _model.Unregister(gone.Id, gone.Generation);
                await Registry.Registrar.UnregisterAsync(
                    new UnregisterRequest(ServiceName.Parse(Service)) { InstanceId = gone.Id, Generation = gone.Generation });
                return await CompareAsync();
            case Step.Pass pass:
                return await PassAsync(pass.Seconds);
            case Step.Suspend pause:
                return await SuspendAsync(pause.Seconds);
            case Step.Restart restart:
                return await RestartAsync(restart.Seconds);
            default:
                throw new ArgumentOutOfRangeException(nameof(step), step, "There is no such step.");
        }
    }

    private async Task<string?> PassAsync(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            Advance(1);
            if (await BeatAsync(Due()) is { } difference) return difference;
            Sweep();
            await Registry.SettleAsync();
            await _probing.TurnAsync();
            if (await CompareAsync() is { } other) return other;
        }

        return null;
    }

    private async Task<string?> SuspendAsync(int seconds)
    {
        Advance(seconds);
        for (var second = 0; second < SecondsUntilAllAreLookedAt; second++)
        {
            Sweep();
            if (await CompareAsync(isGuardKnown: false) is { } difference) return difference;
            Advance(1);
            if (await BeatAsync(OfThoseThatWork()) is { } other) return other;
        }

        Sweep();
        return await CompareAsync();
    }

    private async Task<string?> RestartAsync(int seconds)
    {
        var before = Text(Registry.Catalog.Current);
        await _probing.DisposeAsync();
        _model.Pass(seconds * 1000L);
        _model.Restart();
        await StartAsync();
        return Differ("catalog after a restart", before, Text(Registry.Catalog.Current)) ?? await CompareAsync();
    }

    private void Advance(int seconds)
    {
        Registry.Time.Advance(TimeSpan.FromSeconds(seconds));
        _model.Pass(seconds * 1000L);
    }

    private void Sweep()
    {
        Registry.Get<LivenessSweeper>().Sweep();
        _model.Sweep();
    }

    /// <summary>The heartbeats that arrive in this second: of each who is not cut off a few within its lease.</summary>
    private List<Step.Beat> Due()
    {
        var second = _model.Now / 1000;
        return
        [
            .. from instance in _model.Registered.Values
               where instance.LeaseSeconds is { } lease && second % Math.Max(1, lease / 3) == 0 && !_cutOff.Contains(instance.Id)
               select new Step.Beat(instance.Id, instance.Generation, _sick.Contains(instance.Id)),
        ];
    }

    private List<Step.Beat> OfThoseThatWork() =>
    [
        .. from instance in _model.Registered.Values
           where instance.FailingSince is null && instance.Status is not InstanceStatus.Unhealthy and not InstanceStatus.Suspect
           select new Step.Beat(instance.Id, instance.Generation, IsSick: false),
    ];

    private async Task<string?> BeatAsync(IReadOnlyList<Step.Beat> beats)
    {
        var results = new HeartbeatResult[beats.Count];
        Registry.Registrar.Heartbeat(beats.Select(HeartbeatOf).ToArray(), results);
        await Registry.SettleAsync();
        return Differ("heartbeats", string.Join(' ', _model.Hear(beats)), string.Join(' ', results));
    }

    /// <summary>Compares what there is, and lets go from the model who was to be deregistered and has been.</summary>
    private async Task<string?> CompareAsync(bool isGuardKnown = true)
    {
        await Registry.SettleAsync();
        var instances = Registry.Catalog.Find(Service)?.Instances ?? [];
        foreach (var instance in _model.Registered.Values.Where(instance => instance.DueSince is not null).ToList())
        {
            if (!instances.Any(there => there.Key.InstanceId == instance.Id)) _model.Leave(instance);
            else if (_model.Now - instance.DueSince > LatestLeave(instance)) return $"{instance.Id} was to be deregistered {_model.Now - instance.DueSince} ms ago";
        }

        return Differ(
                "statuses",
                string.Join(", ", _model.Registered.Values.Select(instance => $"{instance.Id} {instance.Status}")),
                string.Join(", ", instances.Select(instance => $"{instance.Key.InstanceId} {instance.Status}")))
            ?? Differ("handed out", string.Join(' ', _model.HandedOut), string.Join(' ', (Registry.Catalog.Find(Service)?.Serving ?? []).Select(instance => instance.Key.InstanceId)))
            ?? Differ(
                "departed",
                string.Join(' ', _model.Departed.Keys),
                string.Join(' ', Registry.Catalog.Current.Departed.All.Select(instance => instance.Key.InstanceId).Order(StringComparer.Ordinal)))
            ?? (isGuardKnown
                ? Differ("guarded zones", string.Join(' ', _model.GuardedZones), string.Join(' ', Registry.Guard.Holding.Select(hold => hold.Group.Zone ?? "").Order(StringComparer.Ordinal)))
                : null);
    }

    private static long LatestLeave(ModelInstance instance) => instance.IsProbed ? LeaveLateByProbe : LeaveLateByLease;

    private static string? Differ<T>(string what, T model, T registry) =>
        EqualityComparer<T>.Default.Equals(model, registry) ? null : $"{what}: by the rules <{model}>, in the registry <{registry}>";

    private static ValidRegistration Registration(Step.Register wanted) => Instances.Registration(Service, wanted.Id, wanted.LeaseSeconds) with
    {
        Url = new Uri(wanted.Url),
        WrittenUrl = wanted.Url,
        Generation = wanted.Generation,
        Zone = wanted.Zone,
        Checks = wanted.HasChecks ? [new HealthCheck { Type = HealthCheckType.Tcp }] : null,
    };

    private static Heartbeat HeartbeatOf(Step.Beat beat) => new()
    {
        ServiceName = Service,
        InstanceId = beat.Id,
        Generation = beat.Generation,
        Status = beat.IsSick ? InstanceStatus.Unhealthy : null,
    };

    private static string Text(CatalogSnapshot state) => string.Join(
        '\n', state.Services.SelectMany(service => service.Instances).Concat(state.Departed.All).Select(instance => Encoding.UTF8.GetString(instance.Utf8)).Order(StringComparer.Ordinal));
}
