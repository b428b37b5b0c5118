using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Paradyze.ServiceDefaults;

/// <summary>What <c>/health</c> and <c>/alive</c> answer: the status of the whole, then of each check.</summary>
internal sealed record HealthAnswer(string Status, IReadOnlyDictionary<string, HealthAnswer.Check> Checks)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static Task WriteAsync(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(From(report), s_json, context.RequestAborted);

    // A check's exception and data stay inside: these endpoints answer without asking who is there.
    private static HealthAnswer From(HealthReport report) => new(
        Word(report.Status),
        report.Entries.ToDictionary(entry => entry.Key, entry => new Check(Word(entry.Value.Status), Said(entry.Value))));

    private static string Word(HealthStatus status) => status.ToString().ToLowerInvariant();

    // A check that threw has its exception's message as its description.
    private static string? Said(HealthReportEntry entry) => entry.Exception is null ? entry.Description : null;

    internal sealed record Check(string Status, string? Description);
}
