using System.Globalization;

namespace Paradyze.Discovery.Client;

/// <summary>The registry knows the service, but none of its instances may be called. No other source is asked then.</summary>
public sealed class ServiceNotServingException : ServiceResolutionException
{
    private const int MostNamed = 20;

    internal ServiceNotServingException(string serviceName, IReadOnlyList<ServiceInstance> instances)
        : base(serviceName, Describe(serviceName, instances)) => Instances = instances;

    /// <summary>Gets the instances, with their status and its reason.</summary>
    public IReadOnlyList<ServiceInstance> Instances { get; }

    private static string Describe(string serviceName, IReadOnlyList<ServiceInstance> instances) =>
        string.Create(CultureInfo.InvariantCulture, $"The service '{serviceName}' is registered, but none of its instances can serve ({instances.Count}):\n")
        + string.Join('\n', instances.Take(MostNamed).Select(Describe))
        + (instances.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $"\n- and {instances.Count - MostNamed} more") : "")
        + "\nMake an instance healthy, put it back into service, or start another.";

    private static string Describe(ServiceInstance instance) =>
        $"- {instance.InstanceId} at {instance.Url} is {instance.Status.ToWord()}"
        + (instance.StatusReason is { Length: > 0 } reason ? $": {reason}" : "");
}
