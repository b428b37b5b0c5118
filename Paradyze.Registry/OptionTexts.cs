using System.Collections;
using System.ComponentModel;

namespace Paradyze.Registry;

/// <summary>Finds the settings whose text is not what they take, all of them: binding stops at the first, gives no rule, and passes over a list that is none.</summary>
internal static class OptionTexts
{
    /// <summary>What is wrong in a section, and in those below it.</summary>
    /// <param name="section">The section.</param>
    /// <param name="options">The type that it is bound to.</param>
    public static IEnumerable<string> Faults(IConfigurationSection section, Type options)
    {
        foreach (var property in options.GetProperties())
        {
            var (setting, type) = (section.GetSection(property.Name), property.PropertyType);
            if (type.IsClass && type.Assembly == options.Assembly)
            {
                foreach (var fault in Faults(setting, type)) yield return fault;
            }
            else if (setting.Value is { } text && !IsReadable(text, type))
            {
                yield return $"{setting.Path} is '{text}': it must be {RuleOf(type, setting.Path)}.";
            }
        }
    }

    private static bool IsReadable(string text, Type type)
    {
        if (IsList(type)) return text.Length == 0;
        var converter = TypeDescriptor.GetConverter(type);
        if (!converter.CanConvertFrom(typeof(string))) return true;
        try
        {
            return converter.ConvertFromInvariantString(text) is { } value && (!type.IsEnum || Enum.IsDefined(type, value));
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            return false;
        }
    }

    private static bool IsList(Type type) => type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable));

    private static string RuleOf(Type type, string path) =>
        IsList(type) ? $"a list, of which {path}:0 is the first (in the environment {path.Replace(":", "__", StringComparison.Ordinal)}__0)"
        : type == typeof(TimeSpan) ? "a time such as 00:01:30 (hours, minutes, seconds)"
        : type.IsEnum ? "one of " + string.Join(", ", Enum.GetNames(type))
        : $"a whole number, at most {(type == typeof(int) ? int.MaxValue : long.MaxValue)}";
}
