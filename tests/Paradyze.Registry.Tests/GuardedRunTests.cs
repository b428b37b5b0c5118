using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Paradyze.Registry.Tests;

public sealed class GuardedRunTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_APartFails_EndsWithAnErrorThatNamesIt(bool isAfterTheStart)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddHostedService(services => new FailingPart(isAfterTheStart ? services.GetRequiredService<IHostApplicationLifetime>() : null));
        await using var app = builder.Build();

        var exception = await Assert.ThrowsAsync<RegistryFailedException>(app.RunUnlessPartsFailAsync);
        Assert.Equal("The registry stopped because its FailingPart failed: out of order. Its log says more; start it again.", exception.Message);
        Assert.IsType<InvalidOperationException>(exception.InnerException);
        Assert.Equal(GuardedRun.ExitCode, await GuardedRun.GuardAsync(() => Task.FromException(exception)));
    }

    [Fact]
    public async Task Run_StoppedWhileItStarts_EndsAsAStopThatWasAskedFor()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddHostedService<InterruptedStart>();
        await using var app = builder.Build();
        var stopping = app.Lifetime.ApplicationStopping;
        await app.RunUnlessPartsFailAsync();
        Assert.True(stopping.IsCancellationRequested);
    }

    private sealed class InterruptedStart(IHostApplicationLifetime lifetime) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            lifetime.StopApplication();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class FailingPart(IHostApplicationLifetime? lifetime) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            if (lifetime is not null)
            {
                var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
                await started.Task.WaitAsync(stoppingToken);
            }

            throw new InvalidOperationException("out of order.");
        }
    }
}
