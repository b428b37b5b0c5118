using Paradyze.LocalHosting.LaunchProfiles;

namespace Paradyze.LocalHosting.Tests.LaunchProfiles;

public sealed class LaunchProfileTests : IDisposable
{
    private readonly DirectoryInfo _project = Directory.CreateTempSubdirectory();

    private string Settings => Path.Combine(_project.FullName, "Properties", "launchSettings.json");

    public void Dispose() => _project.Delete(recursive: true);

    [Fact]
    public void ReadFirst_SeveralProfiles_TakesTheFirstThatStartsTheProject()
    {
        Write(
            """
            {
              // comments and trailing commas are allowed, as in Visual Studio
              "profiles": {
                "IIS": { "commandName": "IISExpress", "applicationUrl": "http://localhost:1" },
                "https": {
                  "commandName": "Project",
                  "applicationUrl": "https://localhost:7001; http://localhost:5001",
                  "environmentVariables": { "A": "1" },
                },
                "http": { "commandName": "Project", "applicationUrl": "http://localhost:2" },
              }
            }
            """);

        var profile = LaunchProfile.ReadFirst(_project.FullName);

        Assert.NotNull(profile);
        Assert.Equal("https", profile.Name);
        Assert.Equal([new("https://localhost:7001"), new("http://localhost:5001")], profile.ApplicationUrls);
        Assert.Equal(KeyValuePair.Create("A", "1"), Assert.Single(profile.EnvironmentVariables));
    }

    [Fact]
    public void ReadFirst_NoFile_IsNone() => Assert.Null(LaunchProfile.ReadFirst(_project.FullName));

    [Fact]
    public void ReadFirst_NotJson_NamesTheFile()
    {
        Write("profiles");

        var fault = Assert.Throws<DistributedApplicationException>(() => LaunchProfile.ReadFirst(_project.FullName));

        Assert.StartsWith($"'{Settings}' is not a valid launchSettings.json: ", fault.Message, StringComparison.Ordinal);
    }

    private void Write(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Settings)!);
        File.WriteAllText(Settings, text);
    }
}
