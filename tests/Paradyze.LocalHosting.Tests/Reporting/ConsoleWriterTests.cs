using Paradyze.LocalHosting.Reporting;

namespace Paradyze.LocalHosting.Tests.Reporting;

public sealed class ConsoleWriterTests
{
    [Fact]
    public void WriteLine_ManyThreads_KeepsLinesWholeAndTheOrderOfEach()
    {
        var output = new StringWriter { NewLine = "\n" };
        using (var writer = new ConsoleWriter(output, TestContext.Current.CancellationToken))
        {
            Parallel.For(0, 10, thread =>
            {
                for (var line = 0; line < 1000; line++)
                    writer.WriteLine($"{thread} {line:D4} {new string('x', 300)}");
            });
        }

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(10_000, lines.Length);
        Assert.All(lines, line => Assert.EndsWith(new string('x', 300), line, StringComparison.Ordinal));
        Assert.All(lines.GroupBy(line => line[0]), thread => Assert.Equal(thread.Order(StringComparer.Ordinal), thread));
    }

    [Fact]
    public void WriteLine_AfterItsEnd_WritesAtOnce()
    {
        var output = new StringWriter { NewLine = "\n" };
        var writer = new ConsoleWriter(output, TestContext.Current.CancellationToken);
        writer.WriteLine("one");
        writer.Dispose();

        writer.WriteLine("two");

        Assert.Equal("one\ntwo\n", output.ToString());
    }
}
