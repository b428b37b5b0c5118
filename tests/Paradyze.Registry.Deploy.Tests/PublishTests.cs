using System.Net;
using System.Net.Http.Json;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Paradyze.Discovery;
using Paradyze.Testing;

namespace Paradyze.Registry.Deploy.Tests;

/// <summary>The published folder is all that a registry needs.</summary>
public sealed partial class PublishTests(PublishedRegistry published) : IDisposable
{
    private readonly TempFolder _data = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Registry_Published_ServesRegistersAndStopsAtTerm()
    {
        await using var registry = published.Start(_data.Path);
        using var client = new HttpClient { BaseAddress = await registry.AddressAsync(Cancellation) };
        Assert.Equal("healthy", (await client.GetFromJsonAsync<RegistryHealth>("/health", Cancellation))!.Status);

        using var registered = await client.PostAsJsonAsync("/register", new { serviceName = "orders", url = "http://localhost:8080" }, Cancellation);
        Assert.Equal(HttpStatusCode.Created, registered.StatusCode);
        Assert.Contains("\"url\":\"http://localhost:8080\"", await client.GetStringAsync("/services/orders", Cancellation), StringComparison.Ordinal);

        Assert.Equal(0, await registry.StopAsync(Cancellation));
        Assert.Contains("Hosting environment: Production", registry.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("dbug", registry.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registry_Started_SaysWhereItListensAndHowLongThatTook()
    {
        var before = TimeProvider.System.GetTimestamp();
        await using var registry = published.Start(_data.Path);
        var address = await registry.AddressAsync(Cancellation);
        var took = await registry.StartTimeAsync(Cancellation);
        // The system counts a process's start in hundredths of a second.
        Assert.InRange(took, TimeSpan.FromMilliseconds(1), TimeProvider.System.GetElapsedTime(before) + TimeSpan.FromMilliseconds(20));
        Assert.Contains($"Listening on {address.GetLeftPart(UriPartial.Authority)} {took.TotalMilliseconds} ms after the process began", registry.Output);
    }

    [Fact]
    public void Programs_Published_AreCompiledForThisKindOfMachine()
    {
        var programs = Directory.GetFiles(published.Folder, "Paradyze.*.dll");
        Assert.Contains("Paradyze.Registry.dll", programs.Select(Path.GetFileName));
        Assert.All(programs, program => Assert.True(IsCompiledAhead(program), $"{Path.GetFileName(program)} is left to the compiler at run time."));
    }

    [Fact]
    public async Task Dashboard_Published_BringsEveryFileItLinks()
    {
        await using var registry = published.Start(_data.Path);
        using var client = new HttpClient { BaseAddress = await registry.AddressAsync(Cancellation) };
        var page = await client.GetStringAsync("/dashboard", Cancellation);
        var files = LinkedFile().Matches(page).Select(match => match.Groups["file"].Value).Distinct().ToList();

        Assert.Equal([".css", ".css", ".js", ".js", ".svg"], files.Select(Path.GetExtension).Order());
        foreach (var file in files)
        {
            using var answer = await client.GetAsync(new Uri("/" + file, UriKind.Relative), Cancellation);
            Assert.Equal((file, HttpStatusCode.OK), (file, answer.StatusCode));
            Assert.Equal((file, MediaType(file)), (file, answer.Content.Headers.ContentType?.MediaType));
            Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync(Cancellation));
        }
    }

    // Where the code for a machine lies, beside the code for any: ECMA-335 leaves this directory to its writers.
    private static bool IsCompiledAhead(string program)
    {
        using var reader = new PEReader(File.OpenRead(program));
        return reader.PEHeaders.CorHeader?.ManagedNativeHeaderDirectory.Size > 0;
    }

    private static string MediaType(string file) => Path.GetExtension(file) switch
    {
        ".css" => "text/css",
        ".js" => "text/javascript",
        _ => "image/svg+xml",
    };

    [GeneratedRegex("""<(link|script|img) [^>]*(href|src)="(?<file>[^"]+)""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex LinkedFile();
}
