using Microsoft.Extensions.Hosting;
using Paradyze.LocalHosting.Reporting;

namespace Paradyze.LocalHosting.Prompt;

/// <summary>Takes commands from standard input, a line each and one after the other. The application does not end with its input.</summary>
internal sealed class ConsolePrompt(CommandInterpreter interpreter, ConsoleReporter reporter) : IHostedService, IDisposable
{
    public const string ThreadName = "prompt";

    private static readonly TimeSpan BackgroundPeriod = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Nobody waits for it, since a read of a terminal cannot be cancelled; it does not keep the process alive.
        new Thread(ReadAndRun) { Name = ThreadName, IsBackground = true }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => _stopping.CancelAsync();

    public void Dispose() => _stopping.Dispose();

    private void ReadAndRun()
    {
        var stopping = _stopping.Token;
        using var input = StandardInput.Open();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (input.ReadLine() is not { } line)
                    return;
                if (interpreter.RunAsync(line, stopping).GetAwaiter().GetResult() is { Length: > 0 } answer)
                    reporter.Answered(answer);
            }
            catch (IOException)
            {
                // This process is in the background, and another has the terminal's keyboard.
                stopping.WaitHandle.WaitOne(BackgroundPeriod);
            }
        }
    }
}
