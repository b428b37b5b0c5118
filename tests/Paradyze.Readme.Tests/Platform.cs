using System.Runtime.Versioning;

// bash and signals: what these tests ask is not there on Windows.
[assembly: SupportedOSPlatform("linux")]
