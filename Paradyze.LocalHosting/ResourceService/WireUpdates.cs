namespace Paradyze.LocalHosting.ResourceService;

/// <summary>The messages of the two streams.</summary>
internal static class WireUpdates
{
    public static Wire.WatchResourcesUpdate Initial(IEnumerable<ReplicaRecord> records) => new()
    {
        InitialData = new()
        {
            Resources = { records.Select(WireResource.Of) },
            ResourceTypes = { Type(WireResource.Project), Type(WireResource.Executable) },
        },
    };

    public static Wire.WatchResourcesUpdate Changes(IEnumerable<ReplicaRecord> records) => new()
    {
        Changes = new() { Value = { records.Select(record => new Wire.WatchResourcesChange { Upsert = WireResource.Of(record) }) } },
    };

    public static Wire.WatchResourceConsoleLogsUpdate Lines(IEnumerable<ConsoleLine> lines) => new()
    {
        LogLines =
        {
            lines.Select(line => new Wire.ConsoleLogLine { Text = line.Text, IsStdErr = line.IsError, LineNumber = line.Number }),
        },
    };

    private static Wire.ResourceType Type(string name) => new() { UniqueName = name, DisplayName = name };
}
