namespace Paradyze.Discovery.Client;

/// <summary>All sources in their order.</summary>
internal sealed class SourceChain(
    OverrideSource overrides,
    RegistrySource registry,
    EnvironmentSource environment,
    ConfigurationSource configuration,
    LocalDefaultSource localDefaults)
{
    /// <summary>Whether the registry need not be asked, since its answer would not be used.</summary>
    public bool IsOverridden(string serviceName) => overrides.Has(serviceName);

    /// <summary>Asks the sources until one answers.</summary>
    public ServiceModel Decide(string serviceName, RegistryKnowledge knowledge) =>
        ServiceModel.From(serviceName, Ask(serviceName, knowledge));

    /// <summary>Asks every source, and marks the one whose answer is used.</summary>
    public ServiceExplanation Explain(string serviceName, RegistryKnowledge knowledge)
    {
        var reports = new List<SourceReport>();
        var isDecided = false;
        foreach (var answer in Ask(serviceName, knowledge))
        {
            reports.Add(new SourceReport(answer.Source, answer.Said, answer.IsFinal && !isDecided));
            isDecided |= answer.IsFinal;
        }

        return new ServiceExplanation(serviceName, reports);
    }

    private IEnumerable<SourceAnswer> Ask(string serviceName, RegistryKnowledge knowledge)
    {
        yield return overrides.Ask(serviceName);
        yield return registry.Ask(serviceName, knowledge);
        yield return environment.Ask(serviceName);
        yield return configuration.Ask(serviceName);
        yield return localDefaults.Ask(serviceName);
    }
}
