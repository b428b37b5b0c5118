using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Paradyze.Registry.Leases;

namespace Paradyze.Registry.Tests.Leases;

public sealed class LeaseWheelTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly LivenessClock _clock;
    private readonly LeaseWheel _wheel;
    private readonly Vitals _vitals = new(Instances.Of("orders", "a", lease: 10));

    public LeaseWheelTests()
    {
        var options = Options.Create(new RegistryOptions());
        _clock = new LivenessClock(_time, options, NullLogger<LivenessClock>.Instance);
        _wheel = new LeaseWheel(_clock, options);
        _vitals.Hear(_clock.Now, selfReport: null);
    }

    [Fact]
    public void TurnTo_LeaseThatIsHeard_IsLookedAtOnceAPeriodHoweverOftenItWasPlanned()
    {
        for (var i = 0; i < 5; i++)
        {
            _vitals.Instance = Instances.Of("orders", "a", lease: 10 - i); // each time for an earlier moment
            _wheel.Plan(_vitals);
        }

        // Its period is 6 s now, and each look comes at the first tick after it.
        Assert.Equal(9, Looks(TimeSpan.FromMinutes(1), isAsItShouldBe: true));
    }

    [Fact]
    public void TurnTo_LeaseThatIsNotAsItShouldBe_IsLookedAtAgainSoon()
    {
        _wheel.Plan(_vitals);
        Assert.Equal(0, Looks(TimeSpan.FromSeconds(10), isAsItShouldBe: false));
        Assert.InRange(Looks(TimeSpan.FromSeconds(10), isAsItShouldBe: false), 8, 10);
    }

    [Fact]
    public void TurnTo_LeaseOfOneThatIsGone_IsNotLookedAt()
    {
        _wheel.Plan(_vitals);
        _vitals.IsGone = true;
        Assert.Equal(0, Looks(TimeSpan.FromMinutes(1), isAsItShouldBe: false));
    }

    /// <summary>How often the lease is looked at in some time; with each look it is heard.</summary>
    private int Looks(TimeSpan span, bool isAsItShouldBe)
    {
        var looks = 0;
        for (var passed = TimeSpan.Zero; passed < span; passed += _clock.Interval)
        {
            _time.Advance(_clock.Interval);
            _wheel.TurnTo(_clock.Look(), vitals =>
            {
                looks++;
                vitals.Hear(_clock.Now, selfReport: null);
                return isAsItShouldBe;
            });
        }

        return looks;
    }
}
