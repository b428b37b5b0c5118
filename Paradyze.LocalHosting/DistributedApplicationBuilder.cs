using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Paradyze.LocalHosting.ApplicationModel;
using Paradyze.LocalHosting.LaunchProfiles;
using Paradyze.LocalHosting.Orchestration;
using Paradyze.LocalHosting.Ports;
using Paradyze.LocalHosting.Prompt;
using Paradyze.LocalHosting.Reporting;
using Paradyze.LocalHosting.ResourceService;
using Paradyze.LocalHosting.Testing;

namespace Paradyze.LocalHosting;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationTestingBuilder
{
    private const string RandomPortsKey = "DcpPublisher:RandomizePorts"; // Aspire's own key

    private static readonly TimeSpan HealthCheckTimeout = TimeSpan.FromSeconds(5);

    private readonly HostApplicationBuilder _host;
    private readonly List<Resource> _resources = [];
    private readonly string _appHostName;
    private readonly EngineMode _mode;

    public DistributedApplicationBuilder(Assembly appHost, string[] args, EngineMode mode)
    {
        _mode = mode;
        _appHostName = appHost.GetName().Name!;
        AppHostDirectory = AppHostAssembly.Directory(appHost);
        _host = new(new HostApplicationBuilderSettings
        {
            ApplicationName = _appHostName,
            ContentRootPath = AppHostDirectory,
            Configuration = LaunchConfiguration(AppHostDirectory, mode),
            Args = args,
        });

        // The engine speaks through its reporter; whoever wants logs of the app host adds a provider to Services.
        _host.Logging.ClearProviders();
    }

    public ConfigurationManager Configuration => _host.Configuration;

    public string AppHostDirectory { get; }

    public IHostEnvironment Environment => _host.Environment;

    public IServiceCollection Services => _host.Services;

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : Resource
    {
        if (_resources.Exists(other => other.Name.Equals(resource.Name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new DistributedApplicationException(
                $"There is already a resource '{resource.Name}': names are unique without regard to case.");
        }

        resource.Commands.AddRange(LifecycleCommands.All);
        _resources.Add(resource);
        return new ResourceBuilder<T>(resource);
    }

    public DistributedApplication Build()
    {
        EntryPointCapture.Current?.Take(this);
        return BuildHost();
    }

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(BuildHost());
    }

    /// <summary>
    /// Gives a test ports of its own and the launch profile, beneath all other configuration. Otherwise <c>dotnet run</c> has put the
    /// profile into the environment.
    /// </summary>
    private static ConfigurationManager LaunchConfiguration(string directory, EngineMode mode)
    {
        var configuration = new ConfigurationManager();
        if (mode == EngineMode.Run)
            return configuration;

        var variables = LaunchProfile.ReadFirst(directory)?.EnvironmentVariables ?? new Dictionary<string, string>();
        configuration.AddInMemoryCollection(
        [
            .. variables.Select(variable => KeyValuePair.Create(variable.Key, (string?)variable.Value)),
            new(HostDefaults.EnvironmentKey, variables.GetValueOrDefault("DOTNET_ENVIRONMENT")),
            new(RandomPortsKey, bool.TrueString),
        ]);
        return configuration;
    }

    private DistributedApplication BuildHost()
    {
        Services.AddHttpClient();
        Services.TryAddSingleton(TimeProvider.System);
        Services.AddSingleton<IReadOnlyList<Resource>>(_resources);
        Services.AddSingleton(new PortAllocator(ignoreFixedPorts: Configuration.GetValue<bool>(RandomPortsKey)));
        Services.AddSingleton(new ResourceNotificationService(_resources));
        Services.AddSingleton(services => new ConsoleWriter(
            Console.Out,
            services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping));
        Services.AddSingleton(ConsoleOf);
        Services.AddSingleton(services => new ConsoleReporter(services.GetRequiredService<ConsoleTraits>(), _appHostName, _resources));
        Services.AddSingleton(services => new TelemetryTarget(
            Configuration,
            _mode,
            services.GetRequiredService<ConsoleReporter>(),
            services.GetRequiredService<TimeProvider>()));
        Services.AddSingleton<ChildEnvironment>();
        Services.AddSingleton<ReplicaTable>();
        Services.AddSingleton(services => new ResourceCommandService(services.GetRequiredService<ReplicaTable>(), services));
        Services.AddSingleton(services => new HealthProbe(
            new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = HealthCheckTimeout },
            services.GetRequiredService<TimeProvider>()));
        Services.AddSingleton<RestartPolicy>();
        Services.AddSingleton<StopPolicy>();
        Services.AddSingleton<EnginePolicies>();
        Services.AddSingleton<ProcessLauncher>();
        Services.AddSingleton<ReplicaFactory>();
        Services.AddSingleton<ApplicationFollower>();
        Services.AddSingleton<CommandInterpreter>();
        AddLifetime(); // before anything is started: from then on the system must not be left behind
        if (ResourceServiceSettings.IsOn(Configuration))
            Services.AddResourceService();
        Services.AddHostedService<ApplicationOrchestrator>();
        if (_mode == EngineMode.Run)
            Services.AddHostedService<ConsolePrompt>();
        return new(_host.Build());
    }

    private ConsoleTraits ConsoleOf(IServiceProvider services) => _mode == EngineMode.Run
        ? ConsoleTraits.OfThisProcess(services.GetRequiredService<ConsoleWriter>(), mayUseColour: string.IsNullOrEmpty(Configuration["NO_COLOR"]))
        : new(TextWriter.Null);

    private void AddLifetime()
    {
        // Every stop of a resource is bounded by its own grace and a kill.
        Services.Configure<HostOptions>(options => options.ShutdownTimeout = Timeout.InfiniteTimeSpan);
        if (_mode == EngineMode.Test)
        {
            Services.AddSingleton<IHostLifetime, GuestLifetime>();
            return;
        }

        Services.AddSingleton<IHostLifetime, SignalLifetime>();
        if (!OperatingSystem.IsWindows())
            Services.AddHostedService<ParentWatch>();
    }
}
