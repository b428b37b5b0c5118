using YamlDotNet.RepresentationModel;

namespace Paradyze.Registry.Deploy.Tests;

/// <summary>A file of <c>deploy</c>.</summary>
internal static class DeployFile
{
    public static string[] Lines(string name) => File.ReadAllLines(Path.Combine(Repository.Folder, "deploy", name));

    /// <summary>The documents of a YAML file, none of which says a thing twice.</summary>
    public static IReadOnlyList<YamlNode> Documents(string name)
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(Path.Combine(Repository.Folder, "deploy", name));
        stream.Load(reader);
        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    /// <summary>What a document says at a path of keys.</summary>
    public static YamlNode At(this YamlNode node, params IEnumerable<object> path) =>
        path.Aggregate(node, (at, key) => key is int index ? at[index] : at[(string)key]);

    public static string Text(this YamlNode node, params IEnumerable<object> path) => node.At(path).ToString();
}
