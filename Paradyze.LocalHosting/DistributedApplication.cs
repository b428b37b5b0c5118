using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Paradyze.LocalHosting.ApplicationModel;
using Paradyze.LocalHosting.Reporting;
using Paradyze.LocalHosting.Testing;

namespace Paradyze.LocalHosting;

/// <summary>An app model that can be run.</summary>
public sealed class DistributedApplication : IHost, IAsyncDisposable
{
    private readonly IHost _host;
    private bool _disposed;

    internal DistributedApplication(IHost host) => _host = host;

    /// <summary>Gets the services of the app host itself.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Gets the states of the resources.</summary>
    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    /// <summary>Gets what runs commands on single resources, such as to stop one.</summary>
    public ResourceCommandService ResourceCommands => Services.GetRequiredService<ResourceCommandService>();

    /// <summary>Begins an app model.</summary>
    /// <param name="args">The command line, read into the configuration.</param>
    /// <returns>The builder.</returns>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) =>
        EntryPointCapture.Current?.CreateBuilder(args)
        ?? new DistributedApplicationBuilder(Assembly.GetEntryAssembly()!, args, EngineMode.Run);

    /// <summary>Starts the resources, each as soon as what it waits for is healthy, and returns without waiting for them.</summary>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>A task that ends when every endpoint has its port.</returns>
    /// <exception cref="DistributedApplicationException">The app model cannot be run, such as when a fixed port is in use.</exception>
    public Task StartAsync(CancellationToken cancellationToken = default) => _host.StartAsync(cancellationToken);

    /// <summary>Stops the resources in the reverse order of <c>WaitFor</c>.</summary>
    /// <param name="cancellationToken">Not observed: each process is asked to end and killed after <c>LocalHosting:StopTimeout</c>, 10 seconds by default.</param>
    /// <returns>A task that ends when no process is left.</returns>
    public Task StopAsync(CancellationToken cancellationToken = default) => _host.StopAsync(cancellationToken);

    /// <summary>
    /// Starts the resources and stops them on SIGINT, SIGTERM or cancellation; a second signal kills what is left and makes the exit code
    /// 130. A start that fails is told on the console and makes the exit code 1.
    /// </summary>
    /// <param name="cancellationToken">Stops the application.</param>
    /// <returns>A task that ends when everything has stopped.</returns>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        var reporter = Services.GetRequiredService<ConsoleReporter>();
        var stopping = Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        try
        {
            await HostingAbstractionsHostExtensions.RunAsync(_host, cancellationToken);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested || cancellationToken.IsCancellationRequested)
        {
            // Told to stop before everything had been started. What had been is stopped by now.
        }
        catch (DistributedApplicationException fault)
        {
            reporter.Failed(fault.Message);
            Environment.ExitCode = 1;
        }
    }

    /// <summary>Starts the resources and blocks until they have stopped, as <see cref="RunAsync"/> does.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>Stops what runs and releases everything.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Stops what runs and releases everything.</summary>
    /// <returns>A task that ends when no process is left.</returns>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;

        _disposed = true;
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
