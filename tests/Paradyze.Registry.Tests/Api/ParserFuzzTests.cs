using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Paradyze.Discovery;
using Paradyze.Registry.Api.Input;
using Paradyze.Registry.Registration;

namespace Paradyze.Registry.Tests.Api;

/// <summary>Whatever a body or a query holds, a parser takes it or names what is wrong: nothing else ever leaves it.</summary>
public sealed class ParserFuzzTests
{
    private const int Rounds = 20_000;

    private static readonly IReadOnlyList<Action<JsonElement>> s_readers =
    [
        body => IsSound(body, RegistrationReader.Read(body)),
        body => IsSound(body, RegistrationReader.Read(body, new InstancePath("orders", "a"))),
        body => UnregistrationReader.Read(body),
        body => HeartbeatReader.Read(body),
        body => StatusReader.Read(body),
    ];

    private static IEnumerable<byte[]> Bodies => [.. Corpus.Bodies.Select(body => body.Bytes), .. Corpus.Urls.Select(WithUrl)];

    [Fact]
    public async Task Read_Corpus_IsTakenOrRefused()
    {
        foreach (var (_, bytes) in Corpus.Bodies) await IsTakenOrRefusedAsync(bytes);
        foreach (var url in Corpus.Urls) await IsTakenOrRefusedAsync(WithUrl(url));
    }

    [Fact]
    public async Task Read_DamagedCorpus_IsTakenOrRefused()
    {
        var taken = 0;
        foreach (var body in Mutation.Rounds([.. Bodies], Rounds)) taken += await IsTakenOrRefusedAsync(body);
        Assert.True(taken > Rounds / 20, $"{taken} were taken: too few to say anything of what becomes of them");
    }

    [Fact]
    public void Read_DamagedQueries_AreTakenOrRefused()
    {
        byte[][] corpus = [.. Corpus.Queries.Select(Encoding.UTF8.GetBytes)];
        foreach (var query in Mutation.Rounds(corpus, Rounds).Concat(corpus).Select(Encoding.Latin1.GetString)) IsTakenOrRefused(query);
    }

    /// <returns>How many readers took it.</returns>
    private static async Task<int> IsTakenOrRefusedAsync(byte[] body)
    {
        var taken = 0;
        foreach (var read in s_readers)
        {
            try
            {
                using var document = await JsonBody.ReadAsync(Request(body));
                read(document.RootElement);
                taken++;
            }
            catch (InvalidInputException e)
            {
                IsHelpful(e.Problem);
            }
            catch (Exception e)
            {
                Assert.Fail($"{e.GetType().Name} ({e.Message}) for {Convert.ToBase64String(body)} = {Encoding.UTF8.GetString(body)}\n{e.StackTrace}");
            }
        }

        return taken;
    }

    private static void IsTakenOrRefused(string text)
    {
        try
        {
            var query = new Query(new QueryCollection(QueryHelpers.ParseQuery(text)));
            InstanceFilter.Read(query).Apply([Instances.Of("orders", "a")]);
            StatusFilter.Read(query).Apply([Instances.Of("orders", "a")]);
            query.ThrowIfFaulty();
        }
        catch (InvalidInputException e)
        {
            IsHelpful(e.Problem);
        }
        catch (Exception e)
        {
            Assert.Fail($"{e.GetType().Name} ({e.Message}) for '{text}'\n{e.StackTrace}");
        }
    }

    /// <summary>What was taken is held as JSON that says what was sent.</summary>
    private static void IsSound(JsonElement sent, ValidRegistration registration)
    {
        var instance = Instances.Of(registration);
        Assert.True(Utf8.IsValid(instance.Utf8));
        InstanceChecks.ReadsBack(instance);

        var held = JsonElement.Parse(instance.Utf8);
        Assert.Equal(sent.GetProperty("url").GetString(), held.GetProperty("url").GetString());
        var hasMetadata = sent.TryGetProperty("metadata", out var metadata) && metadata.ValueKind != JsonValueKind.Null;
        Assert.Equal(hasMetadata, held.TryGetProperty("metadata", out var kept));
        if (hasMetadata) Assert.Equal(RawJson.From(metadata).ToString(), kept.GetRawText());
        Assert.Equal(InstanceId.Normalize(registration.Url), InstanceId.Normalize(new Uri(instance.Url)));
        Assert.True(InstanceId.IsValid(instance.Key.InstanceId));
    }

    private static void IsHelpful(RegistryProblem problem)
    {
        Assert.Contains(problem.Status, (int[])[400, 413, 415]);
        if (problem.Code == ErrorCodes.InvalidInput) Assert.NotEmpty(problem.Errors!);
        Assert.All(problem.Errors ?? [], fault => Assert.True(fault.Detail.Length < 600, fault.Detail));
        JsonSerializer.SerializeToUtf8Bytes(problem, DiscoveryJsonContext.Wire.RegistryProblem);
    }

    private static byte[] WithUrl(string url)
    {
        var text = JsonSerializer.Serialize(url);
        return Encoding.UTF8.GetBytes($$$"""{"serviceName":"orders","url":{{{text}}},"health":{{{text}}},"endpoints":{"e":{{{text}}}}}""");
    }

    private static HttpRequest Request(byte[] body) => new DefaultHttpContext
    {
        Request = { ContentType = "application/json", Body = new MemoryStream(body) },
    }.Request;
}
