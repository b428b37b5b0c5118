using System.Runtime.Versioning;

// Network namespaces are Linux's.
[assembly: SupportedOSPlatform("linux")]
