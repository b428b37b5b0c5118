namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>An address that is shown to people.</summary>
public sealed class ResourceUrlAnnotation
{
    /// <summary>Gets or sets the absolute address.</summary>
    public required string Url { get; set; }

    /// <summary>Gets or sets the words shown for the address. Default: none, the resource's name is shown.</summary>
    public string? DisplayText { get; set; }
}
