using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Paradyze.LocalHosting.Orchestration;
using Paradyze.LocalHosting.Reporting;

namespace Paradyze.LocalHosting;

/// <summary>
/// Stops the application on the first signal and hurries on the next. The signals are taken before anything is started and until everything
/// has ended, so that none of them finds this process unprepared.
/// </summary>
internal sealed class SignalLifetime(IHostApplicationLifetime lifetime, StopPolicy stops, ConsoleReporter reporter, TimeProvider time)
    : IHostLifetime, IDisposable
{
    // timeout(1) and others send one and the same signal to a process and then to its group.
    private static readonly TimeSpan Echo = TimeSpan.FromMilliseconds(500);

    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];

    private readonly List<PosixSignalRegistration> _registrations = [];

    private long _first;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _registrations.AddRange(Signals.Select(signal => PosixSignalRegistration.Create(signal, OnSignal)));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void OnSignal(PosixSignalContext signal)
    {
        signal.Cancel = true;
        var now = time.GetTimestamp();
        var first = Interlocked.CompareExchange(ref _first, now, comparand: 0);
        if (first == 0 && !lifetime.ApplicationStopping.IsCancellationRequested)
        {
            reporter.Stopping();
            lifetime.StopApplication();
        }
        else if (signal.Signal != PosixSignal.SIGHUP // which a terminal that is closed may send twice
            && (first == 0 || time.GetElapsedTime(first, now) > Echo)
            && !stops.Hurry.IsCancellationRequested)
        {
            reporter.Hurrying();
            stops.BeginHurry();
        }
    }
}
