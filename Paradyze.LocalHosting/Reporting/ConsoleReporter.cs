using Paradyze.LocalHosting.ApplicationModel;
using Paradyze.LocalHosting.Orchestration;
using Paradyze.LocalHosting.Supervision;

namespace Paradyze.LocalHosting.Reporting;

/// <summary>
/// Tells on the console what happens: <c>name &gt; what the engine says of it</c>, <c>name | what it says itself</c>.
/// Each call writes once, so that lines of different resources never mix, and each line has its prefix.
/// </summary>
internal sealed class ConsoleReporter(ConsoleTraits console, string appHostName, IReadOnlyList<Resource> resources) : IReplicaObserver
{
    private const char EngineMark = '>';
    private const char OutputMark = '|';

    private static readonly string Hint = $"{Environment.NewLine}  Type list to see single resources, help for what can be done with them.{Environment.NewLine}";

    private readonly PrefixPalette _prefixes = new(resources, console.UsesColour);

    public void Starting() => Write(
        $"Paradyze.LocalHosting, the embedded engine, starts {resources.Count} resources of {appHostName}.{Environment.NewLine}"
        + $"Aspire runs the same app model: dotnet run --project {appHostName} -p:AppHostEngine=Aspire (see docs/aspire.md).");

    public void Changed(ResourceEvent happened) => Write(
        happened.Replica, EngineMark, StateText.Of(happened), happened.Snapshot.HasFailed ? PrefixPalette.Failure : null);

    public void Wrote(Replica replica, OutputLine line) => Write(replica, OutputMark, line.Text);

    public void Settled(IReadOnlyList<ResourceEvent> latest) => Write(
        SettledTable.Of(resources, latest) + (console.TakesCommands ? Hint : ""));

    public void Answered(string text) => Write(text);

    public void Serving(string address) => Write($"Aspire's dashboard can read the resources at {address} (see docs/aspire.md).");

    public void Telemetry(string address, string key, bool isSent) => Write(isSent
        ? $"Telemetry goes to {address} ({key})."
        : $"Telemetry goes nowhere: nobody listens on {address} ({key}).");

    public void Stopping() => Write("Stopping. Ctrl-C again kills whatever still runs.");

    public void Hurrying() => Write("Killing whatever still runs.");

    public void Failed(string message) => Write($"error: {message}");

    private void Write(Replica replica, char mark, string text, string? colour = null)
    {
        var prefix = _prefixes.Of(replica, mark);
        Write(string.Join(Environment.NewLine, text.Split(Environment.NewLine).Select(line => $"{prefix}{_prefixes.Paint(line, colour)}")));
    }

    private void Write(string text) => console.Output.WriteLine(text);
}
