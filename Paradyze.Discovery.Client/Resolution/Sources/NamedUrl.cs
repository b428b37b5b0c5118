namespace Paradyze.Discovery.Client;

/// <summary>A source that is one setting with one url.</summary>
internal static class NamedUrl
{
    /// <summary>The answer that follows from the setting's value.</summary>
    /// <param name="source">The source.</param>
    /// <param name="label">The source in messages.</param>
    /// <param name="setting">The setting's full name.</param>
    /// <param name="serviceName">The service.</param>
    /// <param name="value">The setting's value; <see langword="null"/> or empty when it is not set.</param>
    public static SourceAnswer Answer(ResolutionSource source, string label, string setting, string serviceName, string? value)
    {
        if (string.IsNullOrEmpty(value)) return new SourceAnswer(source, $"{label}: {setting} is not set");
        if (!ServiceUrl.TryParse(value, out var url)) return new SourceAnswer(source, $"{label}: {setting} is '{value}': it {ServiceUrl.Rule}");
        return new SourceAnswer(source, $"{label}: {setting} is {value}") { Instances = [InstanceModel.Of(serviceName, url, source)] };
    }
}
