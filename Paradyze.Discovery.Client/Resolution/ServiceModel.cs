namespace Paradyze.Discovery.Client;

/// <summary>What is known of a service at a moment, immutable: its instances, or why there is none.</summary>
internal sealed class ServiceModel
{
    private static readonly string[] s_sources = ["override", "registry", "environment", "configuration", "local-default"];

    private readonly SourceAnswer? _final;

    private ServiceModel(string name, SourceAnswer? final, IReadOnlyList<SourceReport> reports)
    {
        (Name, _final, Reports) = (name, final, reports);
        Outcome = final switch
        {
            { NotServing.Count: > 0 } => "none-serving",
            { Source: var source } => NameOf(source),
            null => "not-found",
        };
    }

    public string Name { get; }

    public IReadOnlyList<InstanceModel> Instances => _final?.Instances ?? [];

    public bool IsFound => Instances.Count > 0;

    /// <summary>Whether no source knows the service, so that the name may be something else's.</summary>
    public bool IsUnknown => _final is null;

    /// <summary>What the sources said, up to the one that ended the search.</summary>
    public IReadOnlyList<SourceReport> Reports { get; }

    /// <summary>The source that answered, or why none did: the dimension of the metric.</summary>
    public string Outcome { get; }

    /// <summary>The source as telemetry names it.</summary>
    public static string NameOf(ResolutionSource source) => s_sources[(int)source];

    /// <summary>Makes the model out of the answers in the order of the sources. No source after a final answer is asked.</summary>
    public static ServiceModel From(string name, IEnumerable<SourceAnswer> answers)
    {
        var reports = new List<SourceReport>();
        foreach (var answer in answers)
        {
            reports.Add(new SourceReport(answer.Source, answer.Said, answer.IsFinal));
            if (answer.IsFinal) return new ServiceModel(name, answer, reports);
        }

        return new ServiceModel(name, final: null, reports);
    }

    /// <summary>Why no endpoint answers the query.</summary>
    public ServiceResolutionException ToException(in EndpointQuery query) => _final switch
    {
        null => new ServiceNotFoundException(new ServiceExplanation(Name, Reports)),
        { NotServing.Count: > 0 } refusal => new ServiceNotServingException(Name, refusal.NotServing),
        _ => new EndpointNotFoundException(Name, query, _final.Said, Instances),
    };

    /// <summary>Whether callers would be sent to the same addresses.</summary>
    public bool HasSameEndpoints(ServiceModel other) =>
        Instances.SelectMany(i => i.Addresses).SequenceEqual(other.Instances.SelectMany(i => i.Addresses))
        && Instances.Select(i => i.Instance?.Revision).SequenceEqual(other.Instances.Select(i => i.Instance?.Revision));
}
