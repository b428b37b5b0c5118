using System.Globalization;

namespace Paradyze.LocalHosting.Tests;

/// <summary>The processes that an app host has started, and those which two of them have forked: what must be gone with it.</summary>
internal sealed record DescendantProcesses(IReadOnlyList<(int ProcessId, int Port)> Children, IReadOnlyList<int> Grandchildren)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public int Supervisor { get; } = ParentOf(Children[0].ProcessId);

    /// <summary>Gets the app host itself, which another process may have started.</summary>
    public int Host { get; } = ParentOf(ParentOf(Children[0].ProcessId));

    /// <summary>Asks the two shops of a fixture that was started with <c>--Shop:Args=fork</c> for their children.</summary>
    public static async Task<DescendantProcesses> OfAsync(IReadOnlyList<(int ProcessId, int Port)> children)
    {
        using var http = new HttpClient();
        var forked = await Task.WhenAll(children.Skip(1).Select(shop => http.GetStringAsync($"http://localhost:{shop.Port}/child", Cancellation)));
        var found = new DescendantProcesses(children, [.. forked.Select(id => int.Parse(id, CultureInfo.InvariantCulture))]);
        Assert.Equal(2, found.Grandchildren.Count);
        Assert.All(found.Grandchildren, id => Assert.True(AppHostProcess.Runs(id)));
        return found;
    }

    public static int ParentOf(int processId) =>
        int.Parse(File.ReadAllText($"/proc/{processId}/stat").Split(") ")[1].Split(' ')[1], CultureInfo.InvariantCulture);

    public async Task AreGoneAsync()
    {
        await AppHostProcess.NothingIsLeftAsync(Children);
        foreach (var id in (int[])[Host, Supervisor, .. Grandchildren])
            await Eventually.IsTrueAsync(() => !AppHostProcess.Runs(id), $"process {id} has ended");
    }
}
