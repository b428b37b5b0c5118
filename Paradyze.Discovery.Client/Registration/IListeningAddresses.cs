namespace Paradyze.Discovery.Client;

/// <summary>
/// Tells on which addresses this process listens. A web application answers with its server's addresses; a process that has no
/// such service registers only with <see cref="AdvertiseOptions.Url"/>.
/// </summary>
public interface IListeningAddresses
{
    /// <summary>
    /// Reads the addresses, as the server reports them: <c>http://localhost:5000</c>, <c>http://[::]:8080</c>,
    /// <c>https://*:8443</c>. Called once the host has started.
    /// </summary>
    IReadOnlyCollection<string> Read();
}
