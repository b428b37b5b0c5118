using Microsoft.Extensions.Logging;

namespace Paradyze.ServiceDefaults.Tests;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Worked {Times} times.", EventName = "Worked")]
    public static partial void Worked(ILogger logger, int times);
}
