using Paradyze.Registry.Api.Input;

namespace Paradyze.Registry.Tests.Api;

public sealed class UrlTextTests
{
    [Theory]
    [InlineData("http://h")]
    [InlineData("HTTP://h.example.:8080/a?b#c")]
    [InlineData("https://orders_1")]
    [InlineData("http://xn--bcher-kva.example")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://[::1]:8080")]
    [InlineData("http://h/@x")]
    public void ReadHttp_Url_IsTaken(string text) => Assert.Equal(new Uri(text), UrlText.ReadHttp(text));

    [Theory]
    [InlineData("h")]
    [InlineData("//h")]
    [InlineData("http:h")]
    [InlineData("http:/h")]
    [InlineData("http:///h")]
    [InlineData("http://")]
    [InlineData("http://h:65536")]
    [InlineData("http://h:-1")]
    [InlineData("http://u:p@h")]
    [InlineData("http://@h")]
    [InlineData(" http://h")]
    [InlineData("http://h/\\x")]
    [InlineData("http://bücher.example")]
    [InlineData("http://2130706433")]
    [InlineData("http://0177.0.0.1")]
    [InlineData("http://0x7f.1")]
    [InlineData("http://127.1")]
    [InlineData("http://127.0.0.1.")]
    [InlineData("http://256.256.256.256")]
    [InlineData("http://*")]
    [InlineData("mailto:a@b")]
    [InlineData("unix:///tmp/s")]
    public void Read_TextThatOthersReadOtherwise_IsRefused(string text) => Assert.Null(UrlText.Read(text));

    [Theory]
    [InlineData("ftp://h")]
    [InlineData("http://h:0")]
    [InlineData("http://0.0.0.0:80")]
    [InlineData("http://[::]")]
    [InlineData("http://[::0]:80")]
    [InlineData("http://[::ffff:0.0.0.0]")]
    public void ReadHttp_UrlThatNobodyCanCall_IsRefused(string text)
    {
        Assert.NotNull(UrlText.Read(text));
        Assert.Null(UrlText.ReadHttp(text));
    }
}
