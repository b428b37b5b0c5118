namespace Paradyze.Discovery.Client;

/// <summary>From where a host can be called under its name or address.</summary>
internal enum HostReach
{
    /// <summary>From other hosts, as far as its text tells.</summary>
    Network,

    /// <summary>From the link alone, and there only with the name of the caller's own interface: <c>fe80::1</c>.</summary>
    Link,

    /// <summary>From the host itself alone: <c>localhost</c>, <c>127.0.0.1</c>, <c>::1</c>.</summary>
    Loopback,

    /// <summary>From nowhere: it stands for every address of a host: <c>0.0.0.0</c>, <c>::</c>, <c>*</c>, <c>+</c>.</summary>
    Wildcard,
}
