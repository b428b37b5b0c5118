namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>A resource whose start can wait for another.</summary>
public interface IResourceWithWaitSupport : IResource;
