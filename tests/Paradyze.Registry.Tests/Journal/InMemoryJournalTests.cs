using Paradyze.Registry.Journal;

namespace Paradyze.Registry.Tests.Journal;

public sealed class InMemoryJournalTests : JournalConformance
{
    private protected override IJournal CreateJournal() => new InMemoryJournal(TimeProvider.System);
}
