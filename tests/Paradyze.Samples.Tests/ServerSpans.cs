using System.Collections.Concurrent;
using System.Diagnostics;

namespace Paradyze.Samples.Tests;

/// <summary>The spans of one trace with which servers answered.</summary>
internal sealed class ServerSpans : IDisposable
{
    private readonly ConcurrentQueue<string> _names = [];
    private readonly ActivityListener _listener;

    public ServerSpans(ActivityTraceId trace)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.TraceId == trace ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            ActivityStopped = span =>
            {
                if (span.TraceId == trace) _names.Enqueue(span.DisplayName);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyCollection<string> Names => _names;

    public void Dispose() => _listener.Dispose();
}
