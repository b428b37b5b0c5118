using System.Text;

namespace Paradyze.Discovery.Client;

/// <summary>What each source says about a service, in the order in which they are asked.</summary>
/// <param name="ServiceName">The service's name.</param>
/// <param name="Sources">One report a source.</param>
public sealed record ServiceExplanation(string ServiceName, IReadOnlyList<SourceReport> Sources)
{
    /// <summary>The reports, one a line.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var source in Sources)
        {
            if (text.Length > 0) text.Append('\n');
            text.Append(source);
        }

        return text.ToString();
    }
}

/// <summary>What one source says about a service.</summary>
/// <param name="Source">The source.</param>
/// <param name="Said">Its answer in words.</param>
/// <param name="IsUsed">Whether this is the answer that calls follow.</param>
public sealed record SourceReport(ResolutionSource Source, string Said, bool IsUsed)
{
    /// <summary>The report as a line of a list.</summary>
    public override string ToString() => $"- {Said}{(IsUsed ? " (used)" : "")}";
}
