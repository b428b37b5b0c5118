using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Paradyze.Registry.Journal;
using Paradyze.Registry.Security;

namespace Paradyze.Registry;

/// <summary>Ends a run that cannot start, or go on, with a sentence instead of a stack trace, and an exit code other than 0.</summary>
internal static class GuardedRun
{
    public const int ExitCode = 1;

    private const string HostCategory = "Microsoft.Extensions.Hosting.Internal.Host";

    /// <summary>
    /// Keeps the host silent until the start has succeeded: of one that fails it logs stack traces, also those of the parts that it gives
    /// up, and the sentence at the end is lost among them.
    /// </summary>
    public static void QuietFailedStart(this WebApplicationBuilder builder) =>
        builder.Services.AddOptions<LoggerFilterOptions>().Configure<IServiceProvider>((options, services) =>
        {
            // Not at once: the lifetime itself takes a logger.
            var lifetime = new Lazy<IHostApplicationLifetime>(services.GetRequiredService<IHostApplicationLifetime>);
            options.AddFilter(HostCategory, level => level >= LogLevel.Information && lifetime.Value.ApplicationStarted.IsCancellationRequested);
        });

    /// <summary>Runs the registry until it is stopped.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> GuardAsync(Func<Task> run)
    {
        try
        {
            await run();
            return 0;
        }
        catch (Exception e) when (Describe(e) is { } description)
        {
            if (e is RegistryFailedException { InnerException: { } cause }) await Console.Error.WriteLineAsync(cause.ToString());
            await Console.Error.WriteLineAsync($"error: {description}");
            return ExitCode;
        }
    }

    /// <summary>Runs until it is stopped. A part that failed has stopped the whole, which is not a stop that was asked for.</summary>
    /// <exception cref="RegistryFailedException">A background service failed, with the cause inside.</exception>
    public static async Task RunUnlessPartsFailAsync(this WebApplication app)
    {
        var parts = app.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToArray();
        try
        {
            await app.RunAsync();
        }
        catch (OperationCanceledException) when (FailureOf(parts) is not null)
        {
            // It failed while the others still started: their start was given up.
        }

        if (FailureOf(parts) is { } failure)
            throw new RegistryFailedException($"The registry stopped because its {failure.Part} failed: {failure.Cause.Message} Its log says more; start it again.", failure.Cause);
    }

    private static (string Part, Exception Cause)? FailureOf(BackgroundService[] parts) =>
        Array.Find(parts, part => part.ExecuteTask is { IsFaulted: true }) is { ExecuteTask.Exception.InnerException: { } cause } failed
            ? (failed.GetType().Name, cause)
            : null;

    private static string? Describe(Exception exception) => exception switch
    {
        RegistryFailedException or JournalException => exception.Message,
        OptionsValidationException invalid => string.Join(Environment.NewLine + "error: ", invalid.Failures),
        IOException { InnerException: AddressInUseException } => $"{exception.Message} Stop what listens there, or choose another port with {RegistryBinding.PortVariable}.",
        _ => null,
    };
}
