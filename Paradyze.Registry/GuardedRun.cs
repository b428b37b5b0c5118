using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
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
        catch (Exception e)
        {
            // Of what nobody has foreseen, whoever mends it needs all.
            var description = Describe(e);
            if ((description is null ? e : (e as RegistryFailedException)?.InnerException) is { } cause) await Console.Error.WriteLineAsync(cause.ToString());
            await Console.Error.WriteLineAsync($"error: {description ?? e.Message}");
            return ExitCode;
        }
    }

    /// <summary>Runs until it is stopped. A part that failed has stopped the whole, which is not a stop that was asked for.</summary>
    /// <exception cref="RegistryFailedException">A background service failed, with the cause inside.</exception>
    public static async Task RunUnlessPartsFailAsync(this WebApplication app)
    {
        // All of it before the run: afterwards the host is gone.
        var parts = app.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToArray();
        var urls = app.Configuration[WebHostDefaults.ServerUrlsKey];
        var (started, stopping) = (app.Lifetime.ApplicationStarted, app.Lifetime.ApplicationStopping);
        try
        {
            await app.RunAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested || FailureOf(parts) is not null)
        {
            // A stop, or a part that failed, came while the others still started: their start was given up.
        }
        catch (Exception e) when (IsOfListening(e) && !started.IsCancellationRequested)
        {
            throw new RegistryFailedException(
                $"The registry cannot listen on {urls}: {e.Message.TrimEnd('.')}. Choose another address with --urls, Registry:Host or {RegistryBinding.PortVariable}.");
        }

        if (FailureOf(parts) is { } failure)
            throw new RegistryFailedException($"The registry stopped because its {failure.Part} failed: {failure.Cause.Message} Its log says more; start it again.", failure.Cause);
    }

    private static (string Part, Exception Cause)? FailureOf(BackgroundService[] parts) =>
        Array.Find(parts, part => part.ExecuteTask is { IsFaulted: true }) is { ExecuteTask.Exception.InnerException: { } cause } failed
            ? (failed.GetType().Name, cause)
            : null;

    /// <summary>Whether the address is the fault: not one of this machine, a port that needs rights, https without a certificate.</summary>
    private static bool IsOfListening(Exception exception) =>
        exception is SocketException || (exception is InvalidOperationException && exception.Source == typeof(KestrelServer).Assembly.GetName().Name);

    private static string? Describe(Exception exception) => exception switch
    {
        RegistryFailedException or JournalException => exception.Message,
        OptionsValidationException invalid => string.Join(Environment.NewLine + "error: ", invalid.Failures),
        IOException { InnerException: AddressInUseException } => $"{exception.Message} Stop what listens there, or choose another port with {RegistryBinding.PortVariable}.",
        _ => null,
    };
}
