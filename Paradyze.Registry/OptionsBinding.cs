using Microsoft.Extensions.Options;

namespace Paradyze.Registry;

internal static class OptionsBinding
{
    /// <summary>Fills options from a section of the configuration.</summary>
    /// <exception cref="OptionsValidationException">A value cannot be read.</exception>
    public static void BindTo<TOptions>(this IConfiguration section, TOptions options)
        where TOptions : class
    {
        try
        {
            section.Bind(options);
        }
        catch (InvalidOperationException e) when (e.InnerException is not null)
        {
            // The binder's words name the setting, its value and the type.
            throw new OptionsValidationException(
                Options.DefaultName, typeof(TOptions), [$"{e.Message} Correct it (a TimeSpan is written hh:mm:ss), or leave it out for its default."]);
        }
    }
}
