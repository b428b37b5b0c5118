using Paradyze.Discovery;

namespace Paradyze.Registry.Api.Input;

/// <summary>Which instance a path names, as it is written there.</summary>
internal sealed record InstancePath(string Service, string Id)
{
    /// <summary>Takes note of every rule that the path breaks.</summary>
    public void Check(List<InputFault> faults)
    {
        Check("service", Service, TextRules.ServiceName);
        Check("id", Id, TextRules.InstanceId);

        void Check(string name, string value, TextRule rule)
        {
            if (!rule.Holds(value)) faults.Add(new InputFault(name, $"is '{Shortened.Of(value)}', which is not {rule.Noun}: it {rule.Words}."));
        }
    }

    /// <summary>Takes note where a body names another instance than the path.</summary>
    public void Compare(string? serviceName, string? instanceId, List<InputFault> faults)
    {
        if (serviceName is not null && !ServiceName.Comparer.Equals(serviceName, Service)) Differs("/serviceName", serviceName, Service);
        if (instanceId is not null && instanceId != Id) Differs("/instanceId", instanceId, Id);

        void Differs(string pointer, string value, string inPath) => faults.Add(new InputFault(
            pointer, $"is '{Shortened.Of(value)}', and the path says '{Shortened.Of(inPath)}': leave it out, or make them agree."));
    }
}
