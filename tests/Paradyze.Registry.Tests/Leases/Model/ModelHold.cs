namespace Paradyze.Registry.Tests.Leases.Model;

/// <summary>The guard in force for a zone.</summary>
internal sealed record ModelHold(long Covers, long TrippedAt)
{
    public long? MostAreBackSince { get; set; }
}
