using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Paradyze.Discovery.Contracts.Tests;

/// <summary>Pins the text of every record on the wire: other languages and other versions read it.</summary>
public sealed class WireTests
{
    private const string Instance =
        """{"serviceName":"orders","instanceId":"orders-7f3a","generation":"k3x9","url":"http://10.0.0.5:8080","health":"http://10.0.0.5:8080/health","metadata":{"version":"1.4.2","endpoints":{"api":"/api/v1"}},"version":"1.4.2","zone":"eu-1","tags":["blue"],"weight":100,"endpoints":{"https":"https://10.0.0.5:8443"},"checks":[{"type":"http","url":"/healthz","port":9090,"interval":"90s","timeout":"1500ms","failuresBeforeCritical":2,"successesBeforeUp":1,"deregisterAfter":"24h"},{"type":"grpc","service":"orders.v1"},{"type":"tcp"}],"leaseSeconds":30,"status":"out-of-service","statusReason":"deploying","override":{"status":"out-of-service","owner":"operator","reason":"deploying","beneath":{"status":"draining","owner":"self"}},"registeredAt":"2026-11-24T09:00:00.000Z","revision":4711}""";

    private static readonly DiscoveryJsonContext s_wire = DiscoveryJsonContext.Wire;

    [Fact]
    public void ServiceInstance_Full_IsThisText() => IsText(Shapes.Instance, s_wire.ServiceInstance, Instance);

    [Fact]
    public void ServiceInstance_Least_LeavesUnsetFieldsOut() => IsText(
        new ServiceInstance
        {
            ServiceName = "a", InstanceId = "b", Url = "http://c", Status = InstanceStatus.Up, RegisteredAt = default, Revision = 0,
        },
        s_wire.ServiceInstance,
        """{"serviceName":"a","instanceId":"b","url":"http://c","status":"up","registeredAt":"0001-01-01T00:00:00.000Z","revision":0}""");

    [Fact]
    public void ServiceDetails_IsThisText() => IsText(
        new ServiceDetails { ServiceName = "orders", ServiceRevision = "e1.4711", Instances = [Shapes.Instance] },
        s_wire.ServiceDetails,
        $$"""{"serviceName":"orders","serviceRevision":"e1.4711","instances":[{{Instance}}]}""");

    [Fact]
    public void ServiceSummary_IsThisText() => IsText(
        [
            new ServiceSummary
            {
                ServiceName = "orders",
                Url = "http://a",
                Statuses = new Dictionary<InstanceStatus, int> { [InstanceStatus.Up] = 2, [InstanceStatus.OutOfService] = 1 },
                Versions = ["1.4.2"],
                Zones = ["eu-1"],
                ServiceRevision = "e1.4711",
            },
        ],
        s_wire.ServiceSummaryArray,
        """[{"serviceName":"orders","url":"http://a","statuses":{"up":2,"out-of-service":1},"versions":["1.4.2"],"zones":["eu-1"],"serviceRevision":"e1.4711"}]""");

    [Fact]
    public void RegistrationRequest_IsThisText() => IsText(
        new RegistrationRequest
        {
            ServiceName = "orders", Url = "http://a", Health = "http://a/health", Metadata = RawJson.Parse("{}"), InstanceId = "i", Generation = "g",
            LeaseSeconds = 30, Zone = "z", Tags = ["t"], Weight = 1, Endpoints = new Dictionary<string, string>(StringComparer.Ordinal) { ["e"] = "x://h" },
            Checks = [new HealthCheck { Type = HealthCheckType.Http, Url = "http://a/healthz" }],
        },
        s_wire.RegistrationRequest,
        """{"serviceName":"orders","url":"http://a","health":"http://a/health","metadata":{},"instanceId":"i","generation":"g","leaseSeconds":30,"zone":"z","tags":["t"],"weight":1,"endpoints":{"e":"x://h"},"checks":[{"type":"http","url":"http://a/healthz"}]}""");

    [Fact]
    public void Unregistration_IsThisText()
    {
        IsText(
            new UnregistrationRequest { ServiceName = "orders", InstanceId = "i", Url = "http://a", Generation = "g", All = true },
            s_wire.UnregistrationRequest,
            """{"serviceName":"orders","instanceId":"i","url":"http://a","generation":"g","all":true}""");
        IsText(
            new UnregistrationResponse { ServiceName = "orders", Removed = [Shapes.Instance] },
            s_wire.UnregistrationResponse,
            $$"""{"serviceName":"orders","removed":[{{Instance}}]}""");
    }

    [Fact]
    public void StatusRequest_IsThisText() => IsText(
        new StatusRequest { Status = InstanceStatus.Draining, Reason = "r", Generation = "g" },
        s_wire.StatusRequest,
        """{"status":"draining","reason":"r","generation":"g"}""");

    [Fact]
    public void Heartbeats_AreThisText()
    {
        IsText(
            new HeartbeatRequest
            {
                Instances = [new Heartbeat { ServiceName = "orders", InstanceId = "i", Generation = "g", Status = InstanceStatus.Unhealthy, Reason = "r" }],
            },
            s_wire.HeartbeatRequest,
            """{"instances":[{"serviceName":"orders","instanceId":"i","generation":"g","status":"unhealthy","reason":"r"}]}""");
        IsText(
            new HeartbeatResponse { Unknown = [new InstanceKey("orders", "i")], Superseded = [] },
            s_wire.HeartbeatResponse,
            """{"unknown":[{"serviceName":"orders","instanceId":"i"}],"superseded":[]}""");
    }

    [Fact]
    public void InstanceProbes_IsThisText() => IsText(
        new InstanceProbes
        {
            ServiceName = "orders",
            InstanceId = "i",
            Verdict = CheckVerdict.Critical,
            Reason = "probe failing: GET http://a/health answered 503",
            Note = "n",
            Checks =
            [
                new ProbedCheck
                {
                    Check = "GET http://a/health", Type = HealthCheckType.Http, Verdict = CheckVerdict.Critical, Next = Shapes.Instance.RegisteredAt,
                    Interval = TimeSpan.FromSeconds(10), Timeout = TimeSpan.FromSeconds(2), FailuresBeforeCritical = 3, SuccessesBeforeUp = 1,
                    DeregisterAfter = TimeSpan.FromMinutes(5),
                },
            ],
            Results =
            [
                new ProbeResult
                {
                    At = Shapes.Instance.RegisteredAt, Check = "GET http://a/health", Outcome = ProbeOutcome.Failed, Detail = "answered 503", DurationMs = 3,
                },
            ],
        },
        s_wire.InstanceProbes,
        """{"serviceName":"orders","instanceId":"i","verdict":"critical","reason":"probe failing: GET http://a/health answered 503","note":"n","checks":[{"check":"GET http://a/health","type":"http","verdict":"critical","next":"2026-11-24T09:00:00.000Z","interval":"10s","timeout":"2s","failuresBeforeCritical":3,"successesBeforeUp":1,"deregisterAfter":"5m"}],"results":[{"at":"2026-11-24T09:00:00.000Z","check":"GET http://a/health","outcome":"failed","detail":"answered 503","durationMs":3}]}""");

    [Fact]
    public void RegistryHealth_IsThisText() => IsText(
        new RegistryHealth { Status = "healthy", Revision = "e1.0", Services = 1, Instances = 2 },
        s_wire.RegistryHealth,
        """{"status":"healthy","revision":"e1.0","services":1,"instances":2}""");

    [Fact]
    public void RegistryProblem_IsThisText() => IsText(
        new RegistryProblem
        {
            Title = "Bad Request", Status = 400, Code = ErrorCodes.InvalidInput, Detail = "d", Errors = [new InputFault("/url", "is bad")], Instances = [],
        },
        s_wire.RegistryProblem,
        """{"title":"Bad Request","status":400,"code":"invalid-input","detail":"d","errors":[{"pointer":"/url","detail":"is bad"}],"instances":[]}""");

    [Fact]
    public void ServiceInstance_UnknownMembers_AreIgnored()
    {
        var text = Instance[..^1] + ""","later":{"a":1}}""";
        Assert.Equal(Shapes.Instance.InstanceId, JsonSerializer.Deserialize(text, s_wire.ServiceInstance)!.InstanceId);
    }

    [Theory]
    [InlineData(InstanceStatus.Up, "up")]
    [InlineData(InstanceStatus.Starting, "starting")]
    [InlineData(InstanceStatus.Suspect, "suspect")]
    [InlineData(InstanceStatus.Unhealthy, "unhealthy")]
    [InlineData(InstanceStatus.Draining, "draining")]
    [InlineData(InstanceStatus.OutOfService, "out-of-service")]
    public void InstanceStatus_IsThisWord(InstanceStatus status, string word)
    {
        var text = JsonSerializer.Serialize(Shapes.Instance with { Status = status }, s_wire.ServiceInstance);
        Assert.Contains($"\"status\":\"{word}\"", text);
        Assert.Equal(word, status.ToWord());
    }

    /// <summary>Both ways: the record is written as this text, and the text is read as the record that writes it.</summary>
    private static void IsText<T>(T value, JsonTypeInfo<T> type, string text)
    {
        Assert.Equal(text, JsonSerializer.Serialize(value, type));
        Assert.Equal(text, JsonSerializer.Serialize(JsonSerializer.Deserialize(text, type)!, type));
    }
}
