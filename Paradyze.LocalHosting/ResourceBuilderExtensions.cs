using Paradyze.LocalHosting.ApplicationModel;
using Paradyze.LocalHosting.Orchestration;

namespace Paradyze.LocalHosting;

/// <summary>Configures resources: what they listen on, are told, wait for, can be told to do, and how they are shown.</summary>
public static class ResourceBuilderExtensions
{
    /// <summary>Adds an HTTP endpoint. There is no proxy: the port is the process's own, and each replica gets a private one.</summary>
    /// <typeparam name="T">The kind of resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="port">The port. Default: a free one from 20000 to 29999. Not used in tests, nor with several replicas.</param>
    /// <param name="targetPort">Another word for <paramref name="port"/>; without a proxy both are the same.</param>
    /// <param name="name">The endpoint's name. Default: <c>http</c>.</param>
    /// <param name="env">The variable that tells the process its port. Default: none, the port is part of <c>ASPNETCORE_URLS</c>.</param>
    /// <param name="isProxied">Without effect.</param>
    /// <returns>The resource's builder.</returns>
    /// <exception cref="DistributedApplicationException">The resource has an endpoint of that name, or the two ports differ.</exception>
    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        string? name = null,
        string? env = null,
        bool? isProxied = null)
        where T : IResourceWithEndpoints
    {
        var resource = Model(builder);
        var endpoint = new ResourceEndpoint(name ?? Uri.UriSchemeHttp, Uri.UriSchemeHttp, port ?? targetPort, env);
        if (resource.Endpoints.Exists(other => other.Name.Equals(endpoint.Name, StringComparison.OrdinalIgnoreCase)))
            throw new DistributedApplicationException($"Resource '{resource.Name}' already has an endpoint '{endpoint.Name}'.");
        if (port is not null && targetPort is not null && port != targetPort)
        {
            throw new DistributedApplicationException(
                $"Endpoint '{endpoint.Name}' of resource '{resource.Name}' has port {port} and target port {targetPort}: "
                + "the embedded engine has no proxy, so give one of them.");
        }

        resource.Endpoints.Add(endpoint);
        return builder;
    }

    /// <summary>Marks the HTTP endpoints as meant for callers from outside. The first such resource is shown as the one to try.</summary>
    /// <typeparam name="T">The kind of resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <returns>The resource's builder.</returns>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints
    {
        Model(builder).HasExternalEndpoints = true;
        return builder;
    }

    /// <summary>Points at an endpoint, whose port is known when the application has been started.</summary>
    /// <typeparam name="T">The kind of resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="name">The endpoint's name.</param>
    /// <returns>The reference.</returns>
    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name)
        where T : IResourceWithEndpoints => new(builder.Resource, name);

    /// <summary>Sets an environment variable.</summary>
    /// <typeparam name="T">The kind of resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="name">The variable.</param>
    /// <param name="value">Its value; <see langword="null"/> is the empty one.</param>
    /// <returns>The resource's builder.</returns>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value)
        where T : IResourceWithEnvironment
    {
        Model(builder).Environment.Add(new(name, () => value ?? ""));
        return builder;
    }

    /// <summary>Sets an environment variable to the address of an endpoint.</summary>
    /// <typeparam name="T">The kind of resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="name">The variable.</param>
    /// <param name="endpointReference">The endpoint.</param>
    /// <returns>The resource's builder.</returns>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, EndpointReference endpointReference)
        where T : IResourceWithEnvironment
    {
        Model(builder).Environment.Add(new(name, () => endpointReference.Url));
        Model(builder).References.Add((Resource)endpointReference.Resource);
        return builder;
    }

    /// <summary>Adds command-line arguments.</summary>
    /// <typeparam name="T">The kind of resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>The resource's builder.</returns>
    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, params string[] args)
        where T : IResourceWithArgs
    {
        Model(builder).Arguments.AddRange(args);
        return builder;
    }

    /// <summary>Starts the resource only when another is healthy, and stops it before that one.</summary>
    /// <typeparam name="T">The kind of resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="dependency">The resource to wait for.</param>
    /// <returns>The resource's builder.</returns>
    /// <exception cref="DistributedApplicationException">The other one waits for this one.</exception>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.WithDependency(new((Resource)dependency.Resource));

    /// <summary>Starts the resource only when another has ended, as a step of preparation does.</summary>
    /// <typeparam name="T">The kind of resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="dependency">The resource to wait for.</param>
    /// <param name="exitCode">The exit code that it must end with; with another, this resource fails to start. Default: 0.</param>
    /// <returns>The resource's builder.</returns>
    /// <exception cref="DistributedApplicationException">The other one waits for this one.</exception>
    public static IResourceBuilder<T> WaitForCompletion<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<IResource> dependency,
        int exitCode = 0)
        where T : IResourceWithWaitSupport => builder.WithDependency(new((Resource)dependency.Resource, exitCode));

    /// <summary>Starts the resource only by command (<see cref="ResourceCommandService"/>), not with the application.</summary>
    /// <typeparam name="T">The kind of resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <returns>The resource's builder.</returns>
    public static IResourceBuilder<T> WithExplicitStart<T>(this IResourceBuilder<T> builder)
        where T : IResource
    {
        Model(builder).StartsExplicitly = true;
        return builder;
    }

    /// <summary>Calls the resource healthy only while an HTTP address of it answers.</summary>
    /// <typeparam name="T">The kind of resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="path">The path to ask. Default: <c>/</c>.</param>
    /// <param name="statusCode">The status that it must answer. Default: 200.</param>
    /// <param name="endpointName">The endpoint to ask. Default: <c>https</c> where there is one, else <c>http</c>.</param>
    /// <returns>The resource's builder.</returns>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder,
        string? path = null,
        int? statusCode = null,
        string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        Model(builder).HealthChecks.Add(new(path ?? "/", statusCode ?? 200, endpointName));
        return builder;
    }

    /// <summary>Words the address that is shown for an endpoint.</summary>
    /// <typeparam name="T">The kind of resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="endpointName">The endpoint.</param>
    /// <param name="callback">Changes the address or its text.</param>
    /// <returns>The resource's builder.</returns>
    public static IResourceBuilder<T> WithUrlForEndpoint<T>(
        this IResourceBuilder<T> builder,
        string endpointName,
        Action<ResourceUrlAnnotation> callback)
        where T : IResource
    {
        Model(builder).UrlCallbacks.Add(new(endpointName, callback));
        return builder;
    }

    /// <summary>Gives the resource a command, to be run on each replica from code, from the console and from a dashboard.</summary>
    /// <typeparam name="T">The kind of resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="name">The command's name, by which it is run. One that the resource was given by that name is replaced.</param>
    /// <param name="displayName">The words on a dashboard's button.</param>
    /// <param name="executeCommand">Does it. What it throws is told as its failure.</param>
    /// <param name="commandOptions">How it is shown and when it can be run. Default: always.</param>
    /// <returns>The resource's builder.</returns>
    /// <exception cref="DistributedApplicationException">The name is that of a command which every resource has.</exception>
    public static IResourceBuilder<T> WithCommand<T>(
        this IResourceBuilder<T> builder,
        string name,
        string displayName,
        Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
        CommandOptions? commandOptions = null)
        where T : IResource
    {
        var resource = Model(builder);
        if (LifecycleCommands.All.Any(command => command.IsNamed(name)))
            throw new DistributedApplicationException($"Resource '{resource.Name}' has a command '{name}' already, as every resource has.");

        resource.Commands.RemoveAll(command => command.IsNamed(name));
        resource.Commands.Add(new(name, displayName, executeCommand, commandOptions ?? new()));
        return builder;
    }

    private static Resource Model<T>(IResourceBuilder<T> builder)
        where T : IResource => (Resource)(IResource)builder.Resource;

    private static IResourceBuilder<T> WithDependency<T>(this IResourceBuilder<T> builder, Dependency dependency)
        where T : IResource
    {
        var (resource, other) = (Model(builder), dependency.Resource);
        if (Waits(other, resource))
            throw new DistributedApplicationException($"Resource '{resource.Name}' cannot wait for '{other.Name}', which waits for it.");

        resource.WaitsFor.Add(dependency);
        return builder;
    }

    private static bool Waits(Resource resource, Resource other) =>
        resource == other || resource.WaitsFor.Exists(next => Waits(next.Resource, other));
}
