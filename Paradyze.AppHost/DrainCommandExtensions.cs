using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Paradyze.AppHost;

/// <summary>Lets a developer take single instances out of the hand-out, to see what their callers do.</summary>
public static class DrainCommandExtensions
{
    private const string Reason = "drained from the app host";

    /// <summary>Adds the command <c>drain</c>, after which the registry hands a replica out no more, and <c>resume</c>, which ends that.</summary>
    /// <param name="builder">The service.</param>
    /// <param name="registry">The registry that it registers with.</param>
    /// <returns>The service's builder.</returns>
    public static IResourceBuilder<ProjectResource> WithDrainCommand(
        this IResourceBuilder<ProjectResource> builder,
        IResourceBuilder<ProjectResource> registry)
    {
        return builder
            .WithCommand("drain", "Drain", context => SetStatusAsync(context, "draining"), new CommandOptions
            {
                Description = "Callers are sent elsewhere; what it has begun it finishes.",
                IconName = "PlugDisconnected",
                UpdateState = WhileItRuns,
            })
            .WithCommand("resume", "Resume", context => SetStatusAsync(context, "up"), new CommandOptions
            {
                Description = "Ends the drain: callers are sent to it again.",
                IconName = "PlugConnected",
                UpdateState = WhileItRuns,
            });

        // On both engines a replica registers by the name that it has in the app model, and with its id there.
        async Task<ExecuteCommandResult> SetStatusAsync(ExecuteCommandContext context, string status)
        {
            var address = $"{registry.GetEndpoint("http").Url}/v1/services/{builder.Resource.Name}/instances/{context.ResourceName}/status";
            using var http = context.ServiceProvider.GetRequiredService<IHttpClientFactory>().CreateClient();
            using var answer = await http.PutAsJsonAsync(address, new { status, reason = Reason }, context.CancellationToken);
            if (answer.IsSuccessStatusCode) return CommandResults.Success();

            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(context.CancellationToken);
            return CommandResults.Failure($"The registry answers {(int)answer.StatusCode}: {problem.GetProperty("detail")}");
        }
    }

    private static ResourceCommandState WhileItRuns(UpdateCommandStateContext context) =>
        context.ResourceSnapshot.State?.Text == KnownResourceStates.Running ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;
}
