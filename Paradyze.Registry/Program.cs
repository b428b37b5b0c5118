using Paradyze.Registry;
using Paradyze.Registry.Api;
using Paradyze.Registry.Journal.JsonFile.Maintenance;
using Paradyze.Registry.Security;

if (args is [JournalCommand.Name, ..]) return JournalCommand.Run(args);

return await StartupFailure.GuardAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.BindRegistry(args);
    builder.ConfigureOpenTelemetry();
    builder.Services.AddRegistry(builder.Configuration);
    builder.Services.AddRegistryApi();
    builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(5));

    var app = builder.Build();
    app.LogIgnoredPorts();
    app.Use(app.Services.GetRequiredService<LoopbackHosts>().InvokeAsync);
    app.UseExceptionHandler(_ => { });
    app.UseStatusCodePages(context => ProblemHandler.DescribeAsync(context.HttpContext));
    app.MapRegistryApi();
    await app.RunAsync();
});
