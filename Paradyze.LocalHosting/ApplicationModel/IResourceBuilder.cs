namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>Configures one resource of the app model.</summary>
/// <typeparam name="T">The kind of resource.</typeparam>
public interface IResourceBuilder<out T>
    where T : IResource
{
    /// <summary>Gets the resource that is configured.</summary>
    T Resource { get; }
}
