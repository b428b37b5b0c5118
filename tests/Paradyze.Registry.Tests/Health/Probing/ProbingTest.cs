using Paradyze.Registry.Health.Asking;

namespace Paradyze.Registry.Tests.Health.Probing;

/// <summary>A test of a registry that probes.</summary>
public abstract class ProbingTest : IAsyncLifetime
{
    private protected const string Starting = "starting (waits for its first probe)";
    private protected const string Up = "up (probe passing)";

    private protected ProbingRegistry Probing { get; private set; } = null!;

    private protected FakeProbe Probe => Probing.Probe;

    public async ValueTask InitializeAsync() => Probing = await ProbingRegistry.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Probing.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected void Fail(string detail = "answered 503") => Probe.Answer = _ => ProbeReport.Fail(detail, "503");

    private protected void Pass() => Probe.Answer = _ => ProbeReport.Pass("answered 200");
}
