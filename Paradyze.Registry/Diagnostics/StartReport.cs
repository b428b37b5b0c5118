using System.Diagnostics;

namespace Paradyze.Registry;

/// <summary>Says how long a start took, as whoever waits for it sees it: from the process to the first answer that is possible.</summary>
internal static partial class StartReport
{
    public static void LogStart(this WebApplication app)
    {
        var time = app.Services.GetRequiredService<TimeProvider>();
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            using var process = Process.GetCurrentProcess();
            var elapsed = time.GetUtcNow() - new DateTimeOffset(process.StartTime);
            Log.Listening(app.Logger, string.Join(", ", app.Urls), (long)elapsed.TotalMilliseconds);
        });
    }

    private static partial class Log
    {
        [LoggerMessage(1501, LogLevel.Information, "Listening on {Addresses} {Elapsed} ms after the process began", EventName = "Listening")]
        public static partial void Listening(ILogger logger, string addresses, long elapsed);
    }
}
