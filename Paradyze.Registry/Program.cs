using Paradyze.Registry;
using Paradyze.Registry.Api;
using Paradyze.Registry.Dashboard;
using Paradyze.Registry.Journal.JsonFile.Maintenance;
using Paradyze.Registry.Security;

if (JournalCommand.IsMeant(args)) return JournalCommand.Run(args);

return await GuardedRun.GuardAsync(async () =>
{
    // Settings and pages lie beside the program, wherever it is started from; its state is kept where it is started.
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.QuietFailedStart();
    builder.BindRegistry(args);
    builder.Services.AddSystemd().AddWindowsService();
    builder.AddTelemetry();
    builder.Services.AddRegistry(builder.Configuration);
    builder.Services.AddRegistryApi();
    builder.AddRegistryDashboard();
    builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(5));

    var app = builder.Build();
    app.LogIgnoredPorts();
    app.LogStart();
    app.Use(app.Services.GetRequiredService<LoopbackHosts>().InvokeAsync);
    app.UseExceptionHandler(_ => { });
    app.UseStatusCodePages(context => ProblemHandler.DescribeAsync(context.HttpContext));
    var routes = app.MapGroup("").WithHead();
    routes.MapRegistryApi();
    routes.MapRegistryDashboard();
    await app.RunUnlessPartsFailAsync();
});
