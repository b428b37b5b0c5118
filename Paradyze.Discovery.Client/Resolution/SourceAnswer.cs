namespace Paradyze.Discovery.Client;

/// <summary>What one source says of a service: instances to call, a refusal that ends the search, or neither.</summary>
/// <param name="Source">The source.</param>
/// <param name="Said">The answer in words.</param>
internal sealed record SourceAnswer(ResolutionSource Source, string Said)
{
    /// <summary>The instances that may be called; empty when the next source is to be asked.</summary>
    public IReadOnlyList<InstanceModel> Instances { get; init; } = [];

    /// <summary>The instances that exist but may not be called: no other source may put itself in their place.</summary>
    public IReadOnlyList<ServiceInstance> NotServing { get; init; } = [];

    public bool IsFinal => Instances.Count > 0 || NotServing.Count > 0;
}
