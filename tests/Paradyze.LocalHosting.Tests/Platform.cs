using System.Runtime.Versioning;

// Signals, process groups and /proc: what these tests ask is not there on Windows.
[assembly: SupportedOSPlatform("linux")]
