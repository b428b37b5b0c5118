using Paradyze.LocalHosting.ResourceService;
using Paradyze.LocalHosting.Supervision;

namespace Paradyze.LocalHosting.Tests.ResourceService;

public sealed class ConsoleLogTests
{
    private readonly ConsoleLog _log = new();

    [Fact]
    public void After_LinesWereAdded_NumbersThemFromOne()
    {
        _log.Add(new("one"));
        _log.Add(new("two", IsError: true));
        _log.Add(new("three"));

        Assert.Equal([new(1, "one", false), new(2, "two", true), new(3, "three", false)], _log.After(0));
        Assert.Equal([new(3, "three", false)], _log.After(2));
        Assert.Empty(_log.After(3));
        Assert.Equal(3, _log.Last);
    }

    [Fact]
    public void After_MoreLinesThanAreKept_BeginsWithTheOldestThatIs()
    {
        for (var number = 1; number <= ConsoleLog.Capacity + 5; number++)
            _log.Add(new($"line {number}"));

        Assert.Equal(new(6, "line 6", false), _log.After(0)[0]);
        Assert.Equal(new(6, "line 6", false), _log.After(3)[0]);
        Assert.Equal([new(10_005, "line 10005", false)], _log.After(10_004));
    }

    [Fact]
    public void After_LongLines_OldOnesAreDropped()
    {
        var line = new string('x', LineReader.MaxLength);
        for (var number = 1; number <= 300; number++)
            _log.Add(new(line));

        Assert.Equal(300 - 256 + 1, _log.After(0)[0].Number); // 4 million characters are 256 such lines
    }

    [Fact]
    public void After_ManyLines_GivesThemInMessagesOfBoundedSize()
    {
        var line = new string('x', LineReader.MaxLength);
        for (var number = 1; number <= 100; number++)
            _log.Add(new(line));

        var read = 0;
        var messages = 0;
        while (_log.After(read) is { Count: > 0 } lines)
        {
            Assert.InRange(lines.Sum(next => next.Text.Length), 1, 512 * 1024);
            Assert.Equal(read + 1, lines[0].Number);
            read = lines[^1].Number;
            messages++;
        }

        Assert.Equal(100, read);
        Assert.Equal(4, messages);
    }

    [Fact]
    public void Changed_TakenBeforeALineIsAdded_Completes()
    {
        var changed = _log.Changed.Next;
        Assert.False(changed.IsCompleted);

        _log.Add(new("one"));

        Assert.True(changed.IsCompleted);
        Assert.False(_log.Changed.Next.IsCompleted);
    }
}
