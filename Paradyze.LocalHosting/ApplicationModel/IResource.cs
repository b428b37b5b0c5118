namespace Paradyze.LocalHosting.ApplicationModel;

/// <summary>A part of the app model that the engine starts and stops.</summary>
public interface IResource
{
    /// <summary>Gets the name, unique in the app model without regard to case.</summary>
    string Name { get; }
}
