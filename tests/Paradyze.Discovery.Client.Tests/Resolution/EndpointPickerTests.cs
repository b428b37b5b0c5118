namespace Paradyze.Discovery.Client.Tests;

public sealed class EndpointPickerTests
{
    private const string Service = "orders";

    [Fact]
    public void Pick_ManyTimes_EachInstanceIsAsLikely()
    {
        var picker = new EndpointPicker(new Random(42));
        var model = Model("http://a.test", "http://b.test", "http://c.test");

        var counts = Enumerable.Range(0, 3000).Select(_ => picker.Pick(model, new EndpointQuery(Service))!.Url.Host).CountBy(host => host).ToDictionary();

        Assert.All(counts.Values, count => Assert.InRange(count, 900, 1100));
        Assert.Equal(3, counts.Count);
    }

    [Fact]
    public void Pick_SomeTried_GoesElsewhereUntilThereIsNoOther()
    {
        var picker = new EndpointPicker(new Random(42));
        var model = Model("http://a.test", "http://b.test", "http://c.test");
        var tried = new TriedEndpoints();
        var query = new EndpointQuery(Service) { Tried = tried };

        var hosts = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var endpoint = picker.Pick(model, query)!;
            tried.Add(endpoint);
            hosts.Add(endpoint.Url.Host);
        }

        Assert.Equal(["a.test", "b.test", "c.test"], hosts.Order(StringComparer.Ordinal));
        Assert.NotNull(picker.Pick(model, query));
    }

    [Fact]
    public void Pick_HttpsOnly_TakesInstancesThatHaveIt()
    {
        var picker = new EndpointPicker(new Random(42));
        var model = Model("http://a.test", "https://b.test");
        var query = new EndpointQuery(Service) { Scheme = SchemeRule.HttpsOnly };

        Assert.All(Enumerable.Range(0, 20), _ => Assert.Equal("b.test", picker.Pick(model, query)!.Url.Host));
    }

    private static ServiceModel Model(params string[] urls) => ServiceModel.From(
        Service,
        [
            new SourceAnswer(ResolutionSource.Environment, "said")
            {
                Instances = [.. urls.Select(u => InstanceModel.Of(Service, new Uri(u), ResolutionSource.Environment))],
            },
        ]);
}
