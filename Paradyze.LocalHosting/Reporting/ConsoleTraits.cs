namespace Paradyze.LocalHosting.Reporting;

/// <summary>What the engine writes to.</summary>
/// <param name="Output">Where the lines go.</param>
/// <param name="UsesColour">Whether it shows colours.</param>
/// <param name="TakesCommands">Whether somebody sits there who can type.</param>
internal sealed record ConsoleTraits(TextWriter Output, bool UsesColour = false, bool TakesCommands = false)
{
    /// <summary>Gives the console of this process. Either end of it may be a terminal without the other.</summary>
    public static ConsoleTraits OfThisProcess(TextWriter output, bool mayUseColour) =>
        new(output, mayUseColour && !Console.IsOutputRedirected, !Console.IsInputRedirected && !Console.IsOutputRedirected);
}
