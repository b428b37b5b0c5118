namespace Paradyze.LocalHosting.Testing;

/// <summary>
/// Brings an app host into a test: its program is run up to <c>Build()</c>, in the test's process. Fixed ports are ignored, the console is
/// silent, and the first launch profile of the app host gives the configuration.
/// </summary>
public static class DistributedApplicationTestingBuilder
{
    /// <summary>Runs an app host's program up to its <c>Build()</c>.</summary>
    /// <typeparam name="TEntryPoint">The class that is generated for the app host.</typeparam>
    /// <param name="cancellationToken">Ends the wait for the program.</param>
    /// <returns>The app model.</returns>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync<TEntryPoint>([], cancellationToken);

    /// <summary>Runs an app host's program up to its <c>Build()</c>.</summary>
    /// <typeparam name="TEntryPoint">The class that is generated for the app host.</typeparam>
    /// <param name="args">The program's command line.</param>
    /// <param name="cancellationToken">Ends the wait for the program.</param>
    /// <returns>The app model.</returns>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args,
        CancellationToken cancellationToken = default)
        where TEntryPoint : class => EntryPointCapture.RunAsync(typeof(TEntryPoint).Assembly, args).WaitAsync(cancellationToken);
}
