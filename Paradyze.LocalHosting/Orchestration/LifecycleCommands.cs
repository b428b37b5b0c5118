using Microsoft.Extensions.DependencyInjection;
using Paradyze.LocalHosting.ApplicationModel;

namespace Paradyze.LocalHosting.Orchestration;

/// <summary>The commands that every resource has from the beginning.</summary>
internal static class LifecycleCommands
{
    public static IReadOnlyList<ResourceCommand> All { get; } =
    [
        new(
            KnownResourceCommands.StartCommand,
            "Start",
            context => Replica(context).StartAsync(context.CancellationToken),
            new()
            {
                Description = "Starts it once what it waits for is healthy.",
                IconName = "Play",
                IsHighlighted = true,
                UpdateState = context => context.Latest.IsAtRest ? ResourceCommandState.Enabled : ResourceCommandState.Hidden,
            }),
        new(
            KnownResourceCommands.StopCommand,
            "Stop",
            context => Replica(context).StopAsync(context.CancellationToken),
            new()
            {
                Description = "Stops it and leaves alone what waits for it.",
                IconName = "Stop",
                IsHighlighted = true,
                UpdateState = context => context.Latest switch
                {
                    { IsAtRest: true } => ResourceCommandState.Hidden,
                    { IsStopping: true } => ResourceCommandState.Disabled,
                    _ => ResourceCommandState.Enabled,
                },
            }),
        new(
            KnownResourceCommands.RestartCommand,
            "Restart",
            context => Replica(context).RestartAsync(context.CancellationToken),
            new()
            {
                Description = "Stops it if it runs, and starts it.",
                IconName = "ArrowCounterclockwise",
            }),
    ];

    private static ReplicaControl Replica(ExecuteCommandContext context) =>
        context.ServiceProvider.GetRequiredService<ReplicaTable>().Find(context.ResourceName)[0];
}
