using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NationalHub.Intake;
using NationalHub.Intake.Equality;
using NationalHub.Reporting;
using Protos.Replication;
using TestSupport;
using Record = Protos.Replication.Record;

namespace NationalHub.Tests.Intake;

/// <summary>Whoever ever received what law keeps confidential is named to no analyst by any way that OData has, on any day.</summary>
public sealed class ApartPeopleTests : IAsyncLifetime
{
    private static readonly DateOnly First = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-5));
    private static readonly string A = Records.Id(1);
    private static readonly string B = Records.Id(2);
    private readonly FakeClock _clock = new(First);
    private HubHost _hub = null!;
    private Pusher _node = null!;
    private HttpClient _auditor = null!;

    public async Task InitializeAsync()
    {
        _hub = await HubHost.StartAsync(configure: builder => builder.Host.ConfigureContainer<IServiceCollection>((_, container) => container.AddSingleton<TimeProvider>(_clock)));
        _node = new Pusher(_hub, await _hub.AddProvinceAsync("38"));
        await using var scope = _hub.App.Services.CreateAsyncScope();
        _auditor = new HttpClient { BaseAddress = _hub.Http };
        _auditor.DefaultRequestHeaders.Add("X-Api-Key", await scope.ServiceProvider.GetRequiredService<AnalystKeys>().AddAsync("kiem-tra", AnalystRole.Auditor, CancellationToken.None));
    }

    public async Task DisposeAsync()
    {
        _auditor.Dispose();
        await _node.DisposeAsync();
        await _hub.DisposeAsync();
    }

    // He receives something larger now, or the assistance has ended: the ended row stays, and leads to him.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Person_WhoseConfidentialAssistanceEnded_IsNamedToNobody(bool personFirst)
    {
        var (person, ended) = (Records.Person(A, 1, category: "5.a"), Assistance(3, A, "KHAC"));
        await PushAsync(personFirst ? [person, Records.Person(B, 1)] : [ended, Records.Person(B, 1)]);
        await PushAsync(personFirst ? ended : person);
        await NamelessAsync(A);

        await PushAsync(Records.Person(A, 2, 600_000, category: ""));

        await NamelessAsync(A);
        Assert.Equal("Nguyễn Thị Thủy", Name(await OneAsync(B)));
        Assert.Equal([""], (await AllAsync("Entitlements?$expand=Beneficiary")).Select(e => Name(e.GetProperty("Beneficiary"))));
        Assert.Empty(await AllAsync($"Beneficiaries?$filter=FullName eq 'Nguyễn Thị Thủy' and Id eq '{A}'"));
        Assert.Equal([B], (await AllAsync("Beneficiaries?$search=thuy")).Select(Id));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Merge_OfWhomIsToBeNamedToNobody_HidesBothRecords(bool ofAbsorbed, bool mergeFirst)
    {
        var absorbed = Records.Person(A, 2);
        absorbed.Beneficiary.MergedIntoId = B;
        await PushAsync(Records.Person(A, 1), Records.Person(B, 1));

        var steps = new[] { absorbed, Assistance(3, ofAbsorbed ? A : B, "KHAC") };
        foreach (var step in mergeFirst ? steps : steps.Reverse())
        {
            await PushAsync(step);
        }

        await NamelessAsync(A);
        await NamelessAsync(B);
    }

    [Fact]
    public async Task PartsOfOthers_NamingAPersonOfTheRegistry_DoNotLeadToHisRecord()
    {
        var child = Records.Person(B, 1);
        child.Beneficiary.Links.Add(new LinkState { Id = Records.Id(7), Role = "Carer", FullName = "Nguyễn Thị Thủy", BeneficiaryId = A, Relation = "mẹ", From = "2025-01-01" });
        var household = new Record { Id = Records.Id(8), Epoch = 1, Version = 1, Kind = RecordKind.Household, TenantPath = "38.380.14758", RecordedAtUnixMs = 1_790_000_000_000, Household = new HouseholdState { Code = "HN-01", HeadName = "Lê Văn Chủ", CommuneCode = "14758" } };
        household.Household.Members.Add(new MemberState { Id = Records.Id(9), FullName = "Nguyễn Thị Thủy", BeneficiaryId = A });

        await PushAsync(Records.Person(A, 1), Assistance(3, A, "KHAC"), child, household);

        Assert.Contains("Nguyễn Thị Thủy", (await AllAsync("Households")).Single().GetProperty("Members").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(A, (await AllAsync("Households")).Single().GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(A, (await OneAsync(B)).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AsOf_ADayBeforeTheAssistance_NamesNobodyWhoHasItSince()
    {
        await PushAsync(Records.Person(A, 1), Records.Person(B, 1));
        _clock.SetDay(First.AddDays(1));
        await PushAsync(Assistance(3, A, "KHAC"));
        _clock.SetDay(First.AddDays(2));
        await NamelessAsync(A, $"&asOf={First:yyyy-MM-dd}");

        await PushAsync(Assistance(4, B, "KHAC"));

        await NamelessAsync(B, $"&asOf={First:yyyy-MM-dd}");
    }

    [Fact]
    public async Task Store_OfADayMadeWithoutMarks_IsMadeAnew()
    {
        await PushAsync(Records.Person(A, 1), Assistance(3, A, "KHAC"));
        _clock.SetDay(First.AddDays(2));
        var folder = Path.Combine(_hub.Folder, "asof");
        Directory.CreateDirectory(folder);
        await using (var old = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, $"{First:yyyy-MM-dd}.db")};Pooling=False"))
        {
            await old.OpenAsync();
            await using var command = old.CreateCommand();
            command.CommandText = "CREATE TABLE Beneficiaries (Id TEXT)";
            await command.ExecuteNonQueryAsync();
        }

        using var first = await _auditor.GetAsync(new Uri($"odata/Beneficiaries?asOf={First:yyyy-MM-dd}", UriKind.Relative));

        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, first.StatusCode);
        await NamelessAsync(A, $"&asOf={First:yyyy-MM-dd}");
    }

    [Fact]
    public async Task Marks_ThatAHubOfBeforeLacks_AreMadeOfItsRowsAtTheStart()
    {
        await PushAsync(Records.Person(A, 1), Records.Person(B, 1), Assistance(3, A, "KHAC"));
        await _hub.WithDbAsync(async db =>
        {
            await db.ApartPeople.ExecuteDeleteAsync();
            return await db.Beneficiaries.ExecuteUpdateAsync(set => set.SetProperty(b => b.Apart, false).SetProperty(b => b.FoldedName, "nguyen thi thuy"));
        });
        Assert.Equal("Nguyễn Thị Thủy", Name(await OneAsync(A)));

        await _hub.App.Services.GetServices<IHostedService>().OfType<ApartRounds>().Single().HandleAsync(CancellationToken.None);

        await NamelessAsync(A);
        Assert.Equal("Nguyễn Thị Thủy", Name(await OneAsync(B)));
    }

    // A nation's rows take minutes to read: who writes meanwhile waits for none of them.
    [Fact]
    public async Task Start_OfAHubWithNobodyToMark_NeedsNoTurnAtWriting()
    {
        await PushAsync(Records.Person(B, 1));
        await using var writer = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(_hub.Folder, "hub.db")}");
        await writer.OpenAsync();
        await using var turn = writer.BeginTransaction(deferred: false);

        await _hub.App.Services.GetServices<IHostedService>().OfType<ApartRounds>().Single().HandleAsync(CancellationToken.None);

        await turn.RollbackAsync();
        Assert.Equal("Nguyễn Thị Thủy", Name(await OneAsync(B)));
    }

    // The mark is of no message: the certificate of equality does not take it for a fault, and sees when it was taken off by hand.
    [Fact]
    public async Task Equality_OfSomebodyMarked_FindsNothingWrongWhileTheMarkStands()
    {
        await PushAsync(Records.Person(A, 1), Assistance(3, A, "KHAC"));
        Assert.Empty(await WrongAsync());

        await _hub.WithDbAsync(db => db.Beneficiaries.ExecuteUpdateAsync(set => set.SetProperty(b => b.Apart, false)));

        Assert.Equal([nameof(Beneficiary.FoldedName)], await WrongAsync());
    }

    private static Record Assistance(int id, string person, string category) => new()
    {
        Id = Records.Id(id), Epoch = 1, Version = 1, Kind = RecordKind.Entitlement, TenantPath = "38.380.14758", RecordedAtUnixMs = 1_790_000_000_000,
        Entitlement = new EntitlementState
        {
            BeneficiaryId = person, CategoryCode = category, CoefficientHundredths = 150, MonthlyAmountDong = 540_000, StartMonth = 202501, EndMonth = 202506, DecisionId = Records.Id(20), Status = "Ended",
            CommuneCode = "14758", Kind = "Assistance", Times = 1, LevelDong = 360_000,
        },
    };

    private static string Name(JsonElement row) => row.GetProperty("FullName").GetString()!;

    private static string Id(JsonElement row) => row.GetProperty("Id").GetString()!;

    private async Task NamelessAsync(string id, string more = "")
    {
        var row = await OneAsync(id, more);
        Assert.All(new[] { "FullName", "Code", "BirthDate", "Village", "CitizenIdMasked" }, c => Assert.True(row.GetProperty(c).GetString() is "", $"{c} of {id}: {row.GetProperty(c)}"));
    }

    private async Task<JsonElement> OneAsync(string id, string more = "") => Assert.Single(await AllAsync($"Beneficiaries?$filter=Id eq '{id}'{more}"));

    private async Task<List<string>> WrongAsync()
    {
        await using var scope = _hub.App.Services.CreateAsyncScope();
        return [.. Assert.Single(await scope.ServiceProvider.GetRequiredService<HubRows>().FindAsync("38", RecordKind.Beneficiary, [A], CancellationToken.None)).WrongColumns];
    }

    private async Task PushAsync(params Record[] records) => Assert.Empty((await _node.PushAsync(1, records)).Refusals);

    private async Task<List<JsonElement>> AllAsync(string address)
    {
        using var answer = await _auditor.GetAsync(new Uri("odata/" + address, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return [.. JsonDocument.Parse(text).RootElement.GetProperty("value").EnumerateArray()];
    }
}
