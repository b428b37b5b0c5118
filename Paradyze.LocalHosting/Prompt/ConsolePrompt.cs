using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Paradyze.LocalHosting.Reporting;

namespace Paradyze.LocalHosting.Prompt;

/// <summary>Takes commands from standard input, a line each and one after the other. The application does not end with its input.</summary>
internal sealed class ConsolePrompt(CommandInterpreter interpreter, ConsoleReporter reporter, IHostApplicationLifetime lifetime) : IHostedService
{
    public const string ThreadName = "prompt";

    private static readonly TimeSpan BackgroundPeriod = TimeSpan.FromSeconds(1);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Nobody waits for it, since a read of a terminal cannot be cancelled; it does not keep the process alive.
        new Thread(ReadAndRun) { Name = ThreadName, IsBackground = true }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void ReadAndRun()
    {
        try
        {
            using var input = StandardInput.Open();
            while (!lifetime.ApplicationStopping.IsCancellationRequested && TryReadLine(input, out var line))
                Run(line);
        }
        catch (Exception fault) // nothing that is typed, nor a strange input, may end the application
        {
            reporter.Failed($"No more commands are taken from standard input: {fault.Message}");
        }
    }

    private bool TryReadLine(TextReader input, [NotNullWhen(true)] out string? line)
    {
        try
        {
            line = input.ReadLine();
            return line is not null;
        }
        catch (IOException)
        {
            // This process is in the background, and another has the terminal's keyboard.
            lifetime.ApplicationStopping.WaitHandle.WaitOne(BackgroundPeriod);
            line = "";
            return true;
        }
    }

    private void Run(string line)
    {
        if (interpreter.RunAsync(line, lifetime.ApplicationStopping).GetAwaiter().GetResult() is { Length: > 0 } answer)
            reporter.Answered(answer);
    }
}
