using System.Security.Cryptography;

namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>One process of a resource.</summary>
internal sealed class Replica(Resource resource, int index)
{
    private const string SuffixLetters = "abcdefghijklmnopqrstuvwxyz";
    private const int SuffixLength = 8;

    public Resource Resource { get; } = resource;

    public int Index { get; } = index;

    /// <summary>Gets what tells this process from all others of the resource, those of earlier runs included.</summary>
    public string Suffix { get; } = RandomNumberGenerator.GetString(SuffixLetters, SuffixLength);

    public string Id => $"{Resource.Name}-{Suffix}";

    /// <summary>Gets the name to show: a number is added only where there are several.</summary>
    public string DisplayName => Resource.Replicas == 1 ? Resource.Name : $"{Resource.Name}-{Index + 1}";

    public OutputTail Output { get; } = new();

    /// <summary>Gets or sets the variables that its latest process was given, without those that it inherited.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; set; } = new Dictionary<string, string>();
}
