using Microsoft.Extensions.Hosting;
using Paradyze.LocalHosting.ApplicationModel;
using Paradyze.LocalHosting.Reporting;

namespace Paradyze.LocalHosting.Orchestration;

/// <summary>Tells of the application as a whole: that it starts and when it has settled. Ends it when nothing can go on.</summary>
internal sealed class ApplicationFollower(
    ResourceNotificationService notifications,
    ConsoleReporter reporter,
    IHostApplicationLifetime lifetime)
{
    public void Begin() => reporter.Starting();

    public async Task FollowAsync(ProcessSupervisor supervisor, CancellationToken stopping)
    {
        try
        {
            var latest = await notifications.WaitUntilSettledAsync(stopping);
            reporter.Settled(latest);
            if (latest.Count > 0 && latest.All(replica => replica.Snapshot.HasFailed))
                Fail("No resource is left running.");

            await supervisor.Ended.WaitAsync(stopping);
            Fail($"The supervisor of the child processes (pid {supervisor.ProcessId}) has ended, and they with it.");
        }
        catch (OperationCanceledException)
        {
            // The application stops: nothing is left to follow.
        }
    }

    private void Fail(string message)
    {
        reporter.Failed(message);
        Environment.ExitCode = 1;
        lifetime.StopApplication();
    }
}
