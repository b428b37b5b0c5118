using System.Globalization;
using Paradyze.Discovery;

namespace Paradyze.Registry.Api.Input;

/// <summary>Reads query parameters and takes note of every fault.</summary>
internal sealed class Query(IQueryCollection query)
{
    private readonly List<InputFault> _faults = [];

    public string? Optional(string name, TextRule rule)
    {
        if (!query.TryGetValue(name, out var values)) return null;
        if (values is [{ } value] && rule.Holds(value)) return value;
        _faults.Add(new InputFault(name, $"is '{values}', which is not {rule.Noun}: it {rule.Words}."));
        return null;
    }

    public int? OptionalInteger(string name, int least, int most)
    {
        if (!query.TryGetValue(name, out var values)) return null;
        if (int.TryParse(values, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        _faults.Add(new InputFault(name, string.Create(CultureInfo.InvariantCulture, $"is '{values}': it must be a whole number from {least} to {most}.")));
        return null;
    }

    /// <exception cref="InvalidInputException">A parameter breaks a rule; every fault is named.</exception>
    public void ThrowIfFaulty() => InvalidInputException.ThrowIfAny(_faults);
}
