using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Reporting;
using Protos.Replication;
using TestSupport;
using Record = Protos.Replication.Record;

namespace NationalHub.Tests.Intake;

/// <summary>The whole file of a person from the push door to what analysts read.</summary>
public sealed class PersonFileTests : IAsyncLifetime
{
    private static readonly string A = Records.Id(1);
    private HubHost _hub = null!;
    private Pusher _node = null!;
    private HttpClient _analyst = null!;

    public async Task InitializeAsync()
    {
        _hub = await HubHost.StartAsync();
        _node = new Pusher(_hub, await _hub.AddProvinceAsync("38"));
        await using var scope = _hub.App.Services.CreateAsyncScope();
        _analyst = new HttpClient { BaseAddress = _hub.Http };
        _analyst.DefaultRequestHeaders.Add("X-Api-Key", await scope.ServiceProvider.GetRequiredService<AnalystKeys>().AddAsync("excel", CancellationToken.None));
    }

    public async Task DisposeAsync()
    {
        _analyst.Dispose();
        await _node.DisposeAsync();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task PersonFile_Pushed_IsReadWholeAndMasked()
    {
        var result = await _node.PushAsync(1, Person());
        Assert.Empty(result.Refusals);

        var row = await OneAsync("/odata/Beneficiaries");
        Assert.Equal(("Trần Thị Mẹ", "mẹ", "Cần xe lăn", "Xe lăn", "Poor", 2026), (Text(row, "CarerName"), Text(row, "CarerRelation"), Text(row, "Needs"), Text(row, "AssistiveDevice"), Text(row, "PovertyStatus"), row.GetProperty("PovertyYear").GetInt32()));
        Assert.Equal(("", "Trung tâm Bảo trợ xã hội Thanh Hóa", "12/QĐ-SYT", "2026-03-01"), (Text(row, "GuardianName"), Text(row, "Institution"), Text(row, "InstitutionDecision"), Text(row, "InstitutionFrom")));
        Assert.DoesNotContain("038160000111", row.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("0912345678", row.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(2, JsonDocument.Parse(Text(row, "Links")).RootElement.GetArrayLength());
    }

    // The last but one version of a node tells neither: what it sends is read as before.
    [Theory]
    [InlineData("T1", true)]
    [InlineData("", false)]
    public async Task Entitlement_ThatEnded_TellsByWhichDecisionAndWhy(string reason, bool told)
    {
        var state = new EntitlementState
        {
            BeneficiaryId = A, CategoryCode = "6.n.adult", CoefficientHundredths = 150, MonthlyAmountDong = 750_000, StartMonth = 202508, EndMonth = 202601, DecisionId = Records.Id(20), ReceiverName = "Nguyễn Thị Thủy",
            Status = "Ended", CommuneCode = "14758", Kind = "Assistance", Times = 1, LevelDong = 500_000,
        };
        if (told)
        {
            (state.EndDecisionId, state.EndReason) = (Records.Id(21), reason);
        }

        var result = await _node.PushAsync(1, new Record { Id = Records.Id(5), Epoch = 1, Version = 2, Kind = RecordKind.Entitlement, TenantPath = "38.380.14758", RecordedAtUnixMs = 1_790_000_000_000, Entitlement = state });

        Assert.Empty(result.Refusals);
        var row = await OneAsync($"/odata/Entitlements?$filter=EndReason eq '{reason}'");
        Assert.Equal((reason, told ? Records.Id(21) : "", 1), (Text(row, "EndReason"), Text(row, "EndDecisionId"), row.GetProperty("Epoch").GetInt32()));
    }

    [Fact]
    public async Task Merge_Pushed_IsToldApartFromARecordOfItsOwn()
    {
        var (absorbed, undone) = (Person(), Person());
        absorbed.Beneficiary.MergedIntoId = Records.Id(9);
        Assert.Empty((await _node.PushAsync(1, absorbed)).Refusals);
        Assert.Equal(Records.Id(9), Text(await OneAsync("/odata/Beneficiaries?$filter=MergedIntoId ne ''"), "MergedIntoId"));
        undone.Version = absorbed.Version + 1;
        Assert.Empty((await _node.PushAsync(1, undone)).Refusals);
        Assert.Equal("", Text(await OneAsync("/odata/Beneficiaries?$filter=MergedIntoId eq ''"), "MergedIntoId"));
    }

    [Fact]
    public async Task HouseholdAndCertificate_Pushed_AreReadAndCountedInThePosition()
    {
        var result = await _node.PushAsync(1, Household(Records.Id(7)), Certificate(Records.Id(8)));
        Assert.Empty(result.Refusals);

        var household = await OneAsync("/odata/Households");
        Assert.Equal((2, 1), (household.GetProperty("MemberCount").GetInt32(), household.GetProperty("DisabledCount").GetInt32()));
        Assert.DoesNotContain("038160000111", household.GetRawText(), StringComparison.Ordinal);
        var certificate = await OneAsync("/odata/DisabilityCertificates");
        Assert.Equal(("Severe", "Active", "1,4"), (Text(certificate, "Degree"), Text(certificate, "State"), Text(certificate, "Types")));
        Assert.DoesNotContain("038154001234", certificate.GetRawText(), StringComparison.Ordinal);
        Assert.Equal([1L, 1L], (await _node.PositionAsync()).Kinds.Where(k => k.Kind is RecordKind.Household or RecordKind.Certificate).Select(k => k.Records));
    }

    [Fact]
    public async Task PersonFile_Erased_LeavesNothingToRead()
    {
        await _node.PushAsync(1, Person(), Household(Records.Id(7)));
        await _node.PushAsync(1, Records.Tombstone(A, 2), new Record { Id = Records.Id(7), Epoch = 1, Version = 2, Kind = RecordKind.Household, TenantPath = "38.380.14758", RecordedAtUnixMs = 1_790_000_000_000, Deleted = true });
        await _node.PushAsync(1, Person(), Household(Records.Id(7)));

        Assert.Empty(await AllAsync("/odata/Beneficiaries"));
        Assert.Empty(await AllAsync("/odata/Households"));
        Assert.All(await _hub.WithDbAsync(db => db.RecordVersions.ToListAsync()), v => Assert.Empty(v.Payload));
        Assert.Equal("[]", await _hub.WithDbAsync(db => db.Beneficiaries.IgnoreQueryFilters().Select(b => b.Links).SingleAsync()));
    }

    [Fact]
    public async Task Parts_ThatCannotBe_AreRefusedWithTheirReasons()
    {
        var person = Person();
        (person.Beneficiary.Links[0].Role, person.Beneficiary.Stays[0].From, person.Beneficiary.PovertyYears[0].Status) = ("Friend", "01/03/2026", "Rich");

        var refusal = Assert.Single((await _node.PushAsync(1, person)).Refusals);

        Assert.Contains("vai trò của người liên quan", refusal.Reason, StringComparison.Ordinal);
        Assert.Contains("diện nghèo", refusal.Reason, StringComparison.Ordinal);
        Assert.Contains("ngày bắt đầu ở cơ sở", refusal.Reason, StringComparison.Ordinal);
    }

    private static Record Person()
    {
        var record = Records.Person(A, 1);
        (record.Beneficiary.Needs, record.Beneficiary.AssistiveDevice, record.Beneficiary.Phone) = ("Cần xe lăn", "Xe lăn", "0912345678");
        record.Beneficiary.Links.Add(new LinkState { Id = Records.Id(2), Role = "Carer", FullName = "Trần Thị Mẹ", Number = "038160000111", Relation = "mẹ", From = "2025-01-01" });
        record.Beneficiary.Links.Add(new LinkState { Id = Records.Id(3), Role = "Guardian", FullName = "Lê Văn Cũ", From = "2020-01-01", To = "2024-12-31" });
        record.Beneficiary.PovertyYears.Add(new PovertyYearState { Year = 2025, Status = "NearPoor" });
        record.Beneficiary.PovertyYears.Add(new PovertyYearState { Year = 2026, Status = "Poor" });
        record.Beneficiary.Stays.Add(new StayState { Id = Records.Id(4), Institution = "Trung tâm Bảo trợ xã hội Thanh Hóa", DecisionNumber = "12/QĐ-SYT", From = "2026-03-01" });
        return record;
    }

    private static Record Household(string id)
    {
        var household = new HouseholdState { Code = "HN-01", HeadName = "Trần Thị Mẹ", CommuneCode = "14758", Village = "Thôn 1" };
        household.Members.Add(new MemberState { Id = Records.Id(11), FullName = "Trần Thị Mẹ", Number = "038160000111", Relation = "chủ hộ" });
        household.Members.Add(new MemberState { Id = Records.Id(12), FullName = "Nguyễn Thị Thủy", BeneficiaryId = A, CertificateNumber = "38.380.14758.000001" });
        household.Members.Add(new MemberState { Id = Records.Id(13), FullName = "Đã Đi", CertificateNumber = "38.380.14758.000002", To = "2020-01-01" });
        return new Record { Id = id, Epoch = 1, Version = 1, Kind = RecordKind.Household, TenantPath = "38.380.14758", RecordedAtUnixMs = 1_790_000_000_000, Household = household };
    }

    private static Record Certificate(string id) => new()
    {
        Id = id, Epoch = 1, Version = 1, Kind = RecordKind.Certificate, TenantPath = "38.380.14758", RecordedAtUnixMs = 1_790_000_000_000,
        Certificate = new DisabilityCertificateState
        {
            Number = "38.380.14758.000001", FullName = "Nguyễn Thị Thủy", BirthDate = "1954", Sex = 2, CitizenId = "038154001234", CommuneCode = "14758", DisabilityTypes = "1,4", Degree = "Severe",
            IssuedOn = "2026-01-05", IssuerName = "UBND xã Hoa Lộc", SignerName = "Lê Văn Chủ", State = "Active",
        },
    };

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private async Task<JsonElement> OneAsync(string path) => Assert.Single(await AllAsync(path));

    private async Task<List<JsonElement>> AllAsync(string path)
    {
        using var answer = await _analyst.GetAsync(new Uri(path, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return [.. JsonDocument.Parse(text).RootElement.GetProperty("value").EnumerateArray()];
    }
}
