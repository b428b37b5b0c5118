namespace Paradyze.LocalHosting;

/// <summary>Names a project of the app model. LocalHosting.targets generates one implementation a project reference.</summary>
public interface IProjectMetadata
{
    /// <summary>Gets the full path of the project file.</summary>
    string ProjectPath { get; }

    /// <summary>Gets a value indicating whether the project is built before the app host starts, as it always is here.</summary>
    bool SuppressBuild => false;
}
