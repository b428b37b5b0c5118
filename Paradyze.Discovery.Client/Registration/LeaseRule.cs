using Microsoft.Extensions.Options;

namespace Paradyze.Discovery.Client;

/// <summary>Whether a debugger is attached. Tests give their own.</summary>
internal delegate bool DebuggerAttached();

/// <summary>How long a lease this process takes.</summary>
internal sealed class LeaseRule(IOptions<SelfRegistrationOptions> options, HostFacts host, DebuggerAttached isDebuggerAttached)
{
    private static readonly TimeSpan s_usual = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_inDevelopment = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_underDebugger = TimeSpan.FromMinutes(10);

    /// <summary>The lease to take now. It changes when a debugger is attached or detached.</summary>
    public TimeSpan Current =>
        host.IsDevelopment && isDebuggerAttached() ? s_underDebugger // a process that stands at a breakpoint sends no heartbeats
        : options.Value.LeaseDuration ?? (host.IsDevelopment ? s_inDevelopment : s_usual);

    public static DebuggerAttached Debugger { get; } = static () => System.Diagnostics.Debugger.IsAttached;
}
