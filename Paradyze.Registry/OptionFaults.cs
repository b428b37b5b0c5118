using Microsoft.Extensions.Options;

namespace Paradyze.Registry;

/// <summary>Collects what is wrong with the settings of one section: all of it is said at once.</summary>
/// <param name="section">The section's path, with which every fault begins.</param>
internal sealed class OptionFaults(string section)
{
    private readonly List<string> _faults = [];

    public void Add(string fault) => _faults.Add($"{section}:{fault}");

    public void Range<T>(string path, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0) Add($"{path} is {value}: it must be between {least} and {most}.");
    }

    public ValidateOptionsResult ToResult() => _faults.Count > 0 ? ValidateOptionsResult.Fail(_faults) : ValidateOptionsResult.Success;
}
