using System.Runtime.Versioning;

// Signals and /proc: what these tests ask is not there on Windows.
[assembly: SupportedOSPlatform("linux")]

// Each test that starts a system starts seven processes; more of them at once only take the time from each other.
[assembly: Xunit.v3.Parallelization(MaxThreads = 2)]
