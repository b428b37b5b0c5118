using Microsoft.Extensions.DependencyInjection;
using Paradyze.LocalHosting.Orchestration;
using Paradyze.LocalHosting.Prompt;

namespace Paradyze.LocalHosting.Tests.Prompt;

public sealed class CommandInterpreterTests : IAsyncLifetime
{
    private DistributedApplication? _app;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = TestApp.CreateBuilder();
        builder.AddSleeper("store").WithHttpEndpoint();
        builder.AddService("shop").WithExplicitStart().WithReplicas(2)
            .WithCommand("greet", "Greet", Greeting, new() { Description = "Says hello." });
        builder.AddSleeper("idle").WithExplicitStart().WithCommand("greet", "Greet", Greeting);
        _app = await builder.StartAsync();
        await _app.UntilHealthyAsync("store");
    }

    public async ValueTask DisposeAsync() => await _app!.DisposeAsync();

    [Fact]
    public async Task Run_List_ShowsEveryReplica()
    {
        var (store, shop, idle) = (Ids("store"), Ids("shop"), Ids("idle"));
        var ports = _app!.ResourceNotifications.RequireResource("shop").Endpoints[0];

        var answer = await RunAsync("list");

        Assert.Equal(
            [
                $"  store   Healthy     {_app.GetEndpoint("store").ToString().TrimEnd('/')}  {store[0]}",
                $"  shop-1  NotStarted  {ports.Url(0)}  {shop[0]}",
                $"  shop-2  NotStarted  {ports.Url(1)}  {shop[1]}",
                $"  idle    NotStarted                          {idle[0]}",
            ],
            answer.Split(Environment.NewLine));
    }

    [Fact]
    public async Task Run_Help_TellsCommandsAndWhoseTheyAre() => Assert.Equal(
        [
            "  list                Shows every replica, its state, address and id.",
            "  start <resource>    Starts it once what it waits for is healthy.",
            "  stop <resource>     Stops it and leaves alone what waits for it.",
            "  restart <resource>  Stops it if it runs, and starts it.",
            "  greet <resource>    Says hello. (shop, idle)",
            "                      A resource is given by its name, which means all of its replicas, or as list shows one of them.",
            "  Ctrl-C              Stops everything.",
        ],
        (await RunAsync("help")).Split(Environment.NewLine));

    [Theory]
    [InlineData("greet shop-2")]
    [InlineData("  GREET   SHOP-2  ")]
    public async Task Run_ShownNameOfAReplica_MeansThatOne(string line) => Assert.Equal($"hello {Ids("shop")[1]}", await RunAsync(line));

    [Fact]
    public async Task Run_Id_MeansThatReplica() => Assert.Equal($"hello {Ids("shop")[0]}", await RunAsync($"greet {Ids("shop")[0]}"));

    [Fact]
    public async Task Run_NameOfAResource_MeansAllOfItsReplicas() => Assert.Equal(
        $"hello {Ids("shop")[0]} hello {Ids("shop")[1]}", await RunAsync("greet shop"));

    [Fact]
    public async Task Run_SeveralNames_RunsOnEach() => Assert.Equal(
        [$"hello {Ids("shop")[1]}", $"hello {Ids("idle")[0]}", "Resource 'store' has no command 'greet'; it has 'start', 'stop', 'restart'."],
        (await RunAsync("greet shop-2 idle store")).Split(Environment.NewLine));

    [Fact]
    public async Task Run_CommandWithoutWords_SaysThatItIsDone() => Assert.Equal("restart store: done", await RunAsync("restart store"));

    [Fact]
    public async Task Run_Nothing_AnswersNothing() => Assert.Equal("", await RunAsync("   "));

    [Fact]
    public async Task Run_UnknownCommand_TellsWhichThereAre() => Assert.Equal(
        "There is no command 'dance'; there are list, start, stop, restart, greet, help.", await RunAsync("dance store"));

    [Theory]
    [InlineData("stop", "'stop' needs the name of a resource: store, shop, idle.")]
    [InlineData("greet", "'greet' needs the name of a resource: shop, idle.")]
    [InlineData("list shop", "'list' takes no name: it shows every replica.")]
    [InlineData("stop shops", "There is no resource 'shops'; there are store, shop, idle.")]
    public async Task Run_NamesThatDoNotFit_TellsWhatDoes(string line, string answer) => Assert.Equal(answer, await RunAsync(line));

    [Theory]
    [InlineData("list")]
    [InlineData("help")]
    public async Task Run_UpperCase_IsTheSame(string line) => Assert.Equal(await RunAsync(line), await RunAsync(line.ToUpperInvariant()));

    [Fact]
    public async Task Run_SameNameTwice_RunsOnce() => Assert.Equal($"hello {Ids("shop")[1]}", await RunAsync("greet shop-2 SHOP-2"));

    private static Task<ExecuteCommandResult> Greeting(ExecuteCommandContext context) =>
        Task.FromResult(new ExecuteCommandResult { Success = true, Message = $"hello {context.ResourceName}" });

    private Task<string> RunAsync(string line) =>
        ActivatorUtilities.CreateInstance<CommandInterpreter>(_app!.Services).RunAsync(line, Cancellation);

    private IReadOnlyList<string> Ids(string resource) =>
        [.. _app!.Services.GetRequiredService<ReplicaTable>().Find(resource).Select(control => control.Replica.Id)];
}
