using System.Runtime.Versioning;

// Signals and a service manager's socket: what these tests ask is not there on Windows.
[assembly: SupportedOSPlatform("linux")]
