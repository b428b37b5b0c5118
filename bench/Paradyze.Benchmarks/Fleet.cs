using System.Collections.Immutable;
using System.Globalization;
using Paradyze.Discovery;
using Paradyze.Registry.Catalog;
using Paradyze.Registry.Registration;

namespace Paradyze.Benchmarks;

/// <summary>A large company: ten instances a service, each as a service of ServiceDefaults registers itself.</summary>
internal static class Fleet
{
    private const int InstancesPerService = 10;
    private static readonly DateTimeOffset s_start = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    private static readonly RawJson s_metadata = RawJson.Parse("""{"version":"1.4.2","endpoints":{"api":"/api/v1","health":"/health"}}""");

    public static IEnumerable<RegisteredInstance> Instances(int count) => Enumerable.Range(0, count).Select(Instance);

    public static RegisteredInstance Instance(int index)
    {
        var registration = Registration(index);
        return RegisteredInstance.Create(
            new InstanceKey(registration.ServiceName.Value, registration.InstanceId),
            registration,
            new InstanceState(InstanceStatus.Up, "lease held", s_start, Revision: index + 1));
    }

    public static ValidRegistration Registration(int index)
    {
        var url = string.Create(CultureInfo.InvariantCulture, $"http://10.{index >> 16 & 255}.{index >> 8 & 255}.{index & 255}:8080");
        return new ValidRegistration
        {
            ServiceName = ServiceName.Parse(ServiceNameOf(index)),
            InstanceId = string.Create(CultureInfo.InvariantCulture, $"service-{index / InstancesPerService:D6}-{index:x8}"),
            Generation = index.ToString("x8", CultureInfo.InvariantCulture),
            Url = new Uri(url),
            WrittenUrl = url,
            Health = url + "/health",
            Metadata = s_metadata,
            Version = "1.4.2",
            Zone = (index & 1) == 0 ? "eu-1" : "eu-2",
            Endpoints = ImmutableSortedDictionary<string, string>.Empty.Add("http", url),
            LeaseSeconds = 30,
        };
    }

    public static Heartbeat Heartbeat(int index)
    {
        var registration = Fleet.Registration(index);
        return new Heartbeat { ServiceName = registration.ServiceName.Value, InstanceId = registration.InstanceId, Generation = registration.Generation };
    }

    public static string ServiceNameOf(int index) => string.Create(CultureInfo.InvariantCulture, $"team.service-{index / InstancesPerService:D6}");
}
