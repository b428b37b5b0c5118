using System.Net;

namespace Paradyze.Discovery.Client.Tests;

public sealed class LinkHeaderTests
{
    [Theory]
    [InlineData("http://r.test/", "</services?after=b>; rel=\"next\"", "/services?after=b")]
    [InlineData("http://r.test/", "<http://elsewhere.test/services?after=b>; rel=next", "/services?after=b")]
    [InlineData("http://r.test/", "<?after=b>; title=\"x\"; rel=\"next\"", "/services?after=b")]
    [InlineData("http://r.test/", "</first>; rel=\"first\", </services?after=c>; rel=\"next\"", "/services?after=c")]
    [InlineData("http://r.test/registry/", "</registry/services?after=b>; rel=\"next\"", "/services?after=b")]
    [InlineData("http://r.test/", "</services>; rel=\"prev\"", null)]
    [InlineData("http://r.test/", "", null)]
    [InlineData("http://r.test/", null, null)]
    public void Next_Header_PathOfTheNextPage(string registry, string? link, string? expected)
    {
        var reply = new RegistryReply(new Uri(registry), HttpStatusCode.OK, []) { Link = link };

        Assert.Equal(expected, LinkHeader.Next(reply, "/services"));
    }
}
