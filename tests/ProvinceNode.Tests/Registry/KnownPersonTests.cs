using ProvinceNode.Registry;
using Protos.Replication;
using Google.Protobuf;
using Record = Protos.Replication.Record;
using RecordVersion = ProvinceNode.Replication.RecordVersion;

namespace ProvinceNode.Tests.Registry;

/// <summary>What was true on a day, as it was known at the end of another: both axes apart, with corrections that came later.</summary>
public sealed class KnownPersonTests
{
    private static readonly Guid Id = Guid.Parse("00000000-0000-4000-8000-000000000001");
    private static readonly Guid Grant = Guid.Parse("00000000-0000-4000-8000-000000000002");

    [Theory]
    [InlineData("2024-05-31", null)] // the day before it was recorded
    [InlineData("2024-06-01", "Nguyen Thi Hoa")]
    [InlineData("2024-09-30", "Nguyen Thi Hoa")]
    [InlineData("2024-10-01", "Nguyễn Thị Hòa")]
    [InlineData("2030-01-01", "Nguyễn Thị Hòa")]
    public void Name_Corrected_IsKnownFromTheDayOfTheCorrection(string knownOn, string? name)
    {
        var versions = new[] { Person(1, "2024-06-01", s => s.FullName = "Nguyen Thi Hoa"), Person(2, "2024-10-01", s => s.FullName = "Nguyễn Thị Hòa") };

        Assert.Equal(name, Known(versions, knownOn)?.State.FullName);
    }

    [Theory]
    // Known before the correction: the death was told for October.
    [InlineData("2024-09-15", "2024-10-20", 1)]
    [InlineData("2024-11-15", "2024-10-20", 0)]
    // The correction of December says that he did not die.
    [InlineData("2024-11-15", "2024-12-10", 1)]
    [InlineData("2024-11-15", "2024-11-30", 0)]
    [InlineData("2024-05-31", "2024-12-10", 0)]
    public void End_TakenBackLater_IsTrueForDaysBeforeItWasKnown(string day, string knownOn, int expected)
    {
        RecordVersion[] versions =
        [
            Person(1, "2024-06-01"), Entitlement(1, "2024-06-01", 202406, 0, "Active"), Entitlement(2, "2024-10-15", 202406, 202410, "Ended"), Entitlement(3, "2024-12-05", 202406, 0, "Active"),
        ];

        Assert.Equal(expected, Known(versions, knownOn)!.EntitlementsOn(Day(day)).Count());
    }

    [Theory]
    [InlineData("2024-06-30", "2024-12-31", "14758")]
    [InlineData("2024-07-01", "2024-12-31", "14761")]
    [InlineData("2024-08-15", "2024-08-31", "14758")] // the move was only known in September
    public void Residence_OfAMoveToldWithItsDay_IsTrueSinceThatDay(string day, string knownOn, string commune)
    {
        RecordVersion[] versions =
        [
            Person(1, "2024-01-10", s => s.CommuneCode = "14758"), Person(2, "2024-09-05", s => (s.CommuneCode, s.ResidentSince) = ("14761", "2024-07-01")),
        ];

        Assert.Equal(commune, Known(versions, knownOn)!.ResidenceOn(Day(day)).CommuneCode);
    }

    [Fact]
    public void Residence_CorrectedForTheSameDay_ReplacesWhatWasWrong()
    {
        RecordVersion[] versions =
        [
            Person(1, "2024-01-10", s => s.CommuneCode = "14758"), Person(2, "2024-07-05", s => (s.CommuneCode, s.ResidentSince) = ("14761", "2024-07-01")),
            Person(3, "2024-10-05", s => (s.CommuneCode, s.ResidentSince) = ("14764", "2024-07-01")),
        ];

        Assert.Equal("14761", Known(versions, "2024-09-30")!.ResidenceOn(Day("2024-08-01")).CommuneCode);
        Assert.Equal("14764", Known(versions, "2024-10-05")!.ResidenceOn(Day("2024-08-01")).CommuneCode);
        Assert.Equal(["14758", "14764"], Known(versions, "2024-10-05")!.Residences.Select(r => r.CommuneCode));
    }

    [Fact]
    public void Residence_OfAMoveWithoutItsDay_CountsFromTheDayOnWhichItBecameKnown()
    {
        RecordVersion[] versions = [Person(1, "2024-01-10", s => s.CommuneCode = "14758"), Person(2, "2024-07-05", s => s.CommuneCode = "14761")];

        var known = Known(versions, "2024-12-31")!;

        Assert.Equal(("14758", "14761"), (known.ResidenceOn(Day("2024-07-04")).CommuneCode, known.ResidenceOn(Day("2024-07-05")).CommuneCode));
    }

    [Theory]
    [InlineData("2024-01-01", "")]
    [InlineData("2024-02-01", "Mẹ")]
    [InlineData("2024-05-31", "Mẹ")] // the last day counts
    [InlineData("2024-06-01", "Bà")]
    public void Links_OnADay_AreThoseWhoseDaysHoldIt(string day, string carer)
    {
        var version = Person(1, "2024-07-01", s =>
        {
            s.Links.Add(new LinkState { Role = "Carer", FullName = "Mẹ", From = "2024-02-01", To = "2024-05-31" });
            s.Links.Add(new LinkState { Role = "Carer", FullName = "Bà", From = "2024-06-01" });
        });

        Assert.Equal(carer, string.Join(' ', Known([version], "2024-12-31")!.LinksOn(Day(day)).Select(l => l.FullName)));
    }

    [Fact]
    public void Suspension_OfAMonth_IsCoveredAndNotPaid()
    {
        var known = Known([Person(1, "2024-06-01"), Entitlement(1, "2024-06-01", 202406, 0, "Suspended")], "2024-12-31")!;

        Assert.False(KnownPerson.IsPaid(Assert.Single(known.EntitlementsOn(Day("2024-07-01"))).State));
    }

    [Fact]
    public void Record_ErasedLater_IsKnownOnNoDay()
    {
        var erased = Person(1, "2024-06-01");
        erased.Erase();

        Assert.Null(Known([erased], "2024-12-31"));
    }

    [Fact]
    public void Version_OfANewEpoch_IsNewerWhateverItsNumber()
    {
        RecordVersion[] versions = [Person(7, "2024-06-01", s => s.FullName = "Cũ"), Person(2, "2024-08-01", s => s.FullName = "Mới", epoch: 2)];

        Assert.Equal("Mới", Known(versions, "2024-12-31")!.State.FullName);
    }

    private static KnownPerson? Known(IEnumerable<RecordVersion> versions, string knownOn) =>
        KnownPerson.Of(Id, versions, Protos.Values.VietnamTime.Utc(Day(knownOn).AddDays(1).ToDateTime(TimeOnly.MinValue)), new HashSet<string> { "038154000123" });

    private static RecordVersion Person(ulong version, string recordedOn, Action<BeneficiaryState>? change = null, ulong epoch = 1)
    {
        var record = Envelope(Id, version, RecordKind.Beneficiary, epoch);
        record.Beneficiary = new BeneficiaryState { FullName = "Nguyễn Thị Hòa", CommuneCode = "14758" };
        change?.Invoke(record.Beneficiary);
        return Version(record, recordedOn);
    }

    private static RecordVersion Entitlement(ulong version, string recordedOn, int start, int end, string status)
    {
        var record = Envelope(Grant, version, RecordKind.Entitlement, 1);
        record.Entitlement = new EntitlementState { StartMonth = start, EndMonth = end, Status = status, MonthlyAmountDong = 540_000 };
        return Version(record, recordedOn);
    }

    private static Record Envelope(Guid id, ulong version, RecordKind kind, ulong epoch) => new() { Id = id.ToString("D"), Version = version, Epoch = epoch, Kind = kind, TenantPath = "38.380.14758" };

    // Recorded at half past six in the evening in Viet Nam.
    private static RecordVersion Version(Record record, string recordedOn) =>
        RecordVersion.Of(record, record.ToByteArray(), Protos.Values.VietnamTime.Utc(Day(recordedOn).ToDateTime(new TimeOnly(18, 30))));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
