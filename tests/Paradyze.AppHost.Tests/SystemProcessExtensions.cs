namespace Paradyze.AppHost.Tests;

internal static class SystemProcessExtensions
{
    /// <summary>Gives where the processes listen, one <c>name:port</c> each, in the order of <see cref="RegistryView.HandedOutAsync()"/>.</summary>
    public static IReadOnlyList<string> Places(this IEnumerable<SystemProcess> processes) =>
        [.. processes.Where(process => process.Port is not null)
            .Select(process => $"{process.Name}:{process.Port}")
            .Distinct()
            .Order(StringComparer.Ordinal)];
}
