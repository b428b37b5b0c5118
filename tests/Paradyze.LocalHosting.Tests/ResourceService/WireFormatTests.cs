using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Paradyze.LocalHosting.Tests.ResourceService;

/// <summary>Pins what Aspire's dashboard reads: a number that changes here is a field that it no longer sees.</summary>
public sealed class WireFormatTests
{
    [Fact]
    public void Service_CallsAndStreams_AreAspires()
    {
        var service = Assert.Single(Wire.DashboardServiceReflection.Descriptor.Services);

        Assert.Equal("aspire.v1.DashboardService", service.FullName);
        Assert.Equal(
            [
                "GetApplicationInformation(ApplicationInformationRequest) ApplicationInformationResponse",
                "WatchResources(WatchResourcesRequest) stream WatchResourcesUpdate",
                "WatchResourceConsoleLogs(WatchResourceConsoleLogsRequest) stream WatchResourceConsoleLogsUpdate",
                "ExecuteResourceCommand(ResourceCommandRequest) ResourceCommandResponse",
            ],
            service.Methods.Select(Declaration));
        Assert.DoesNotContain(service.Methods, method => method.IsClientStreaming);
    }

    [Fact]
    public void Messages_Fields_HaveAspiresNumbersAndTypes() => Assert.Equal(
        """
        ApplicationInformationRequest:
        ApplicationInformationResponse: application_name 1 string, min_dashboard_version 2 string
        WatchResourcesRequest: is_reconnect 1 optional bool
        WatchResourcesUpdate: initial_data 1 oneof InitialResourceData, changes 2 oneof WatchResourcesChanges
        InitialResourceData: resources 1 repeated Resource, resource_types 2 repeated ResourceType
        ResourceType: unique_name 1 string, display_name 2 optional string, commands 3 repeated ResourceCommand
        WatchResourcesChanges: value 1 repeated WatchResourcesChange
        WatchResourcesChange: delete 1 oneof ResourceDeletion, upsert 2 oneof Resource
        ResourceDeletion: resource_name 1 string, resource_type 2 string
        Resource: name 1 string, resource_type 2 string, display_name 3 string, uid 4 string, state 5 optional string, created_at 6 Timestamp, environment 7 repeated EnvironmentVariable, commands 11 repeated ResourceCommand, properties 12 repeated ResourceProperty, urls 13 repeated Url, state_style 14 optional string, health_reports 17 repeated HealthReport, started_at 18 Timestamp, stopped_at 19 Timestamp, relationships 20 repeated ResourceRelationship, is_hidden 21 bool, supports_detailed_telemetry 22 bool, icon_name 23 optional string
        EnvironmentVariable: name 1 string, value 2 optional string, is_from_spec 3 bool
        ResourceProperty: name 1 string, display_name 2 optional string, value 3 Value, is_sensitive 4 optional bool, is_highlighted 5 bool, sort_order 6 optional int32
        Url: endpoint_name 1 optional string, full_url 2 string, is_internal 3 bool, is_inactive 4 bool, display_properties 5 UrlDisplayProperties
        UrlDisplayProperties: sort_order 1 int32, display_name 2 string
        HealthReport: status 1 optional HealthStatus, key 2 string, description 3 string, exception 4 string, last_run_at 5 optional Timestamp
        ResourceRelationship: resource_name 1 string, type 2 string
        ResourceCommand: name 1 string, display_name 2 string, confirmation_message 3 optional string, is_highlighted 5 bool, icon_name 6 optional string, display_description 8 optional string, state 9 ResourceCommandState
        WatchResourceConsoleLogsRequest: resource_name 1 string, suppress_follow 2 bool
        WatchResourceConsoleLogsUpdate: log_lines 1 repeated ConsoleLogLine
        ConsoleLogLine: text 1 string, is_std_err 2 optional bool, line_number 3 int32
        ResourceCommandRequest: command_name 1 string, resource_name 2 string, resource_type 3 string
        ResourceCommandResponse: kind 1 ResourceCommandResponseKind, message 3 optional string
        """,
        string.Join('\n', Wire.DashboardServiceReflection.Descriptor.MessageTypes.Select(Declaration)));

    [Fact]
    public void Enums_Values_AreAspires()
    {
        Assert.Equal([0, 1, 2], [(int)Wire.HealthStatus.Healthy, (int)Wire.HealthStatus.Unhealthy, (int)Wire.HealthStatus.Degraded]);
        Assert.Equal(
            [0, 1, 2],
            [(int)Wire.ResourceCommandState.Enabled, (int)Wire.ResourceCommandState.Disabled, (int)Wire.ResourceCommandState.Hidden]);
        Assert.Equal(
            [1, 2, 3],
            [
                (int)Wire.ResourceCommandResponseKind.Succeeded,
                (int)Wire.ResourceCommandResponseKind.Failed,
                (int)Wire.ResourceCommandResponseKind.Cancelled,
            ]);
    }

    [Fact]
    public void Resource_Serialized_HasTheseBytes()
    {
        var resource = new Wire.Resource
        {
            Name = "a",
            ResourceType = "b",
            DisplayName = "c",
            Uid = "d",
            State = "e",
            CreatedAt = new Timestamp { Seconds = 1 },
            Environment = { new Wire.EnvironmentVariable { Name = "f", Value = "", IsFromSpec = true } },
            Commands = { new Wire.ResourceCommand { Name = "g", State = Wire.ResourceCommandState.Hidden } },
            Properties = { new Wire.ResourceProperty { Name = "h", Value = Value.ForString("i") } },
            Urls = { new Wire.Url { FullUrl = "j", IsInactive = true } },
            StateStyle = "k",
            HealthReports = { new Wire.HealthReport { Status = Wire.HealthStatus.Healthy, Key = "l" } },
            StartedAt = new Timestamp { Seconds = 2 },
            StoppedAt = new Timestamp { Seconds = 3 },
            Relationships = { new Wire.ResourceRelationship { ResourceName = "m", Type = "n" } },
            IsHidden = true,
            SupportsDetailedTelemetry = true,
            IconName = "o",
        };

        // Each field is its number shifted by three bits with the wire type beneath (0 a number, 2 a length and that many bytes).
        string[] fields =
        [
            "0A 01 61", "12 01 62", "1A 01 63", "22 01 64", "2A 01 65",
            "32 02 08 01",
            "3A 07 0A 01 66 12 00 18 01",
            "5A 05 0A 01 67 48 02",
            "62 08 0A 01 68 1A 03 1A 01 69",
            "6A 05 12 01 6A 20 01",
            "72 01 6B",
            "8A 01 05 08 00 12 01 6C",
            "92 01 02 08 02", "9A 01 02 08 03",
            "A2 01 06 0A 01 6D 12 01 6E",
            "A8 01 01", "B0 01 01",
            "BA 01 01 6F",
        ];
        Assert.Equal(string.Concat(fields).Replace(" ", "", StringComparison.Ordinal), Convert.ToHexString(resource.ToByteArray()));
    }

    private static string Declaration(MethodDescriptor method) =>
        $"{method.Name}({method.InputType.Name}) {(method.IsServerStreaming ? "stream " : "")}{method.OutputType.Name}";

    private static string Declaration(MessageDescriptor message) =>
        $"{message.Name}: {string.Join(", ", message.Fields.InFieldNumberOrder().Select(Declaration))}".TrimEnd();

    private static string Declaration(FieldDescriptor field)
    {
        var label = field switch
        {
            { IsRepeated: true } => "repeated ",
            { RealContainingOneof: not null } => "oneof ",
            _ when field.ToProto().Proto3Optional => "optional ",
            _ => "",
        };
        var type = field.FieldType switch
        {
            FieldType.Message => field.MessageType.Name,
            FieldType.Enum => field.EnumType.Name,
            _ => field.FieldType.ToString().ToLowerInvariant(),
        };
        return $"{field.Name} {field.FieldNumber} {label}{type}";
    }
}
