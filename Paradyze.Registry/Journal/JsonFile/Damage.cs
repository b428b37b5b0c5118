namespace Paradyze.Registry.Journal.JsonFile;

internal static class Damage
{
    /// <summary>What to do about a damaged file.</summary>
    public const string WayOut =
        "Restore the data folder from a backup, or see what can be saved with 'dotnet run --project Paradyze.Registry -- journal check'.";
}
