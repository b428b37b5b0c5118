using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Paradyze.LocalHosting.Testing;

/// <summary>Runs a program up to its <c>Build()</c> and takes the builder away from it.</summary>
internal sealed class EntryPointCapture
{
    private static readonly AsyncLocal<EntryPointCapture?> Ambient = new();

    private readonly Assembly _appHost;

    private DistributedApplicationBuilder? _taken;

    private EntryPointCapture(Assembly appHost) => _appHost = appHost;

    /// <summary>Gets the capture in whose program the caller runs.</summary>
    public static EntryPointCapture? Current => Ambient.Value;

    /// <summary>Runs the program of an app host.</summary>
    /// <exception cref="DistributedApplicationException">The program has ended without building an application.</exception>
    public static Task<IDistributedApplicationTestingBuilder> RunAsync(Assembly appHost, string[] args) =>
        Task.Run(() => new EntryPointCapture(appHost).Run(args));

    public IDistributedApplicationBuilder CreateBuilder(string[] args) =>
        new DistributedApplicationBuilder(_appHost, args, EngineMode.Test);

    /// <summary>Takes the builder, and ends the program by the exception that hosts know for this.</summary>
    [DoesNotReturn]
    public void Take(DistributedApplicationBuilder builder)
    {
        _taken = builder;
        throw new HostAbortedException();
    }

    private IDistributedApplicationTestingBuilder Run(string[] args)
    {
        Ambient.Value = this;
        try
        {
            var main = _appHost.EntryPoint!;
            object[] parameters = main.GetParameters().Length == 0 ? [] : [args];
            main.Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, parameters, culture: null);
        }
        catch (HostAbortedException) when (_taken is not null)
        {
            return _taken;
        }

        throw new DistributedApplicationException(
            $"The program of '{_appHost.GetName().Name}' has ended without calling Build() on a builder "
            + "from DistributedApplication.CreateBuilder.");
    }
}
