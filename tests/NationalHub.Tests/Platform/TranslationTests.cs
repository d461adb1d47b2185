using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Platform.Bulk;
using NationalHub.Intake;
using NationalHub.Intake.Refusals;
using NationalHub.Provinces;
using NationalHub.Provinces.Trials;
using NationalHub.Reporting;
using NationalHub.Reporting.Dashboard;
using NationalHub.Reporting.Indicators;
using NationalHub.Reporting.QueryBook;

namespace NationalHub.Tests.Platform;

/// <summary>Every query of the hub is translated by both providers; neither needs a server for that.</summary>
public sealed partial class TranslationTests
{
    private static readonly DateTime Now = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly TrialRemoval Trial = new() { Id = Guid.Empty, ProvinceCode = "38", AskedBy = "an", AskedAt = Now, Why = "x", Epoch = 1 };
    private static readonly List<string> Ids = ["a", "b"];

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var name in Queries.Keys)
            {
                cases.Add("Sqlite", name);
                cases.Add("SqlServer", name);
            }

            return cases;
        }
    }

    private static Dictionary<string, Func<HubDb, IQueryable>> Queries => new()
    {
        ["certificate"] = db => db.NodeCertificates.Where(c => c.Thumbprint == "x" && c.RevokedAt != null),
        ["revoke"] = db => db.NodeCertificates.Where(c => c.ProvinceCode == "38" && c.RevokedAt == null && (Ids[0] == null || c.Thumbprint == Ids[0])),
        ["certificates' ends"] = db => db.NodeCertificates.Where(c => c.RevokedAt == null).GroupBy(c => c.ProvinceCode).Select(g => new { g.Key, Until = g.Max(c => c.NotAfter) }),
        ["built sums"] = db => db.PaymentLists.Where(l => l.ProvinceCode == "38" && l.Month >= 202601 && !Ids.Contains(l.Status)).GroupBy(l => new { l.Month, l.CommuneCode }).Select(g => new { g.Key.Month, g.Key.CommuneCode, People = g.Sum(l => l.People), Total = g.Sum(l => l.Total) }),
        ["signatures"] = db => db.GateSignatures.Where(g => g.ProvinceCode == "38" && g.Stage == ProvinceStage.Pilot && g.SignedAt >= Now).OrderByDescending(g => g.SignedAt).ThenByDescending(g => g.Id),
        ["event repeats"] = db => db.SecurityEvents.Where(e => e.Kind == SecurityEventKind.KeyRefused && e.Subject == "" && e.FirstAt >= Now),
        ["events page"] = db => db.SecurityEvents.Where(e => Ids[0] == "" || e.ProvinceCode == Ids[0]).OrderByDescending(e => e.LastAt).ThenByDescending(e => e.Id).Skip(50).Take(51),
        ["lease"] = db => db.Positions.Where(p => p.ProvinceCode == "38" && (p.Writer == "" || p.Writer == "w" || p.WriterUntil == null || p.WriterUntil < Now)),
        ["late"] = db => db.Set<Beneficiary>().IgnoreQueryFilters().Where(r => r.ProvinceCode == "38" && r.Deleted && Ids.Contains(r.Id)).Select(r => r.Id),
        ["erase"] = db => db.RecordVersions.Where(v => v.ProvinceCode == "38" && v.Kind == 1 && Ids.Contains(v.Id) && !v.Deleted),
        ["refused records to leave the list"] = db => KeepRefusals.Oldest(db, "38").Take(7),
        ["refused records of a batch"] = db => KeepRefusals.Listed(db, "38", Ids),
        ["versions after a refused one"] = db => KeepRefusals.Known(db, "38", 1, Ids),
        ["refused records page"] = db => RefusedPageModel.Newest(db, "38").Skip(50).Take(51),
        ["history of a trial"] = db => RemoveTrial.Steps[0].Ids(db, Trial, "a").Skip(7),
        ["rows of a trial"] = db => RemoveTrial.Steps[17].Ids(db, Trial, "a").Skip(7),
        ["moves of a trial"] = db => BeginRemoval.Moving(db, "38"),
        ["ends of trials"] = db => TrialRemoval.Ends(db, Ids).Take(1),
        ["trials to remove"] = db => TrialRounds.Waiting(db),
        ["position"] = db => db.Dossiers.IgnoreQueryFilters().Where(r => r.ProvinceCode == "38").Select(r => new { r.Id, r.Epoch, r.Version }),
        ["people"] = db => db.Beneficiaries.GroupBy(b => b.ProvinceCode).Select(g => new { g.Key, Count = g.Count() }),
        ["indicator people"] = db => db.Entitlements.Where(e => e.ProvinceCode == "38" && e.Status != "Suspended" && !e.Withheld && (e.EndMonth == 0 || e.EndMonth >= 202601) && e.StartMonth > 0)
            .OrderBy(e => e.BeneficiaryId).Select(e => new { e.BeneficiaryId, e.CategoryCode, e.Kind, e.StartMonth, e.EndMonth, e.MonthlyAmount }),
        ["indicator lists"] = db => ProvinceFigures.Sums(db, "38", 202601),
        ["indicator news"] = db => ComputeIndicators.Newest<Entitlement>(db, Now),
        ["log of queries"] = db => QueryBookFilter.Of("excel", "2026-11-01", "2026-11-02", "1").Rows(db).OrderByDescending(q => q.Id).Skip(50).Take(51),
        ["old queries"] = db => ForgetQueries.Old(db, Now),
        ["indicator new provinces"] = db => IndicatorRounds.New(db),
        ["indicator months"] = db => db.Indicators.Where(i => i.ProvinceCode == "00" && i.Part == "").OrderByDescending(i => i.Month).Select(i => i.Month),
        ["analyst of a key"] = db => AnalystKeys.Owners(db).Where(a => a.KeyHash == "h").Select(a => new KeyOwner(a.Name, a.Role)),
        ["analyst of a token"] = db => AnalystKeys.Owners(db).Where(a => a.Name == "an").Select(a => new KeyOwner(a.Name, a.Role)),
        ["log of queries as a file"] = db => QueryBookFilter.Of("", "", "", "").Rows(db).Where(q => q.Id < 7).OrderByDescending(q => q.Id).Take(50_000),
        ["transfers that wait"] = db => db.Transfers.Where(t => t.ToProvince == "38" && (t.Stage == Protos.Transfer.TransferStage.Waiting || t.Stage == Protos.Transfer.TransferStage.Offered || (t.Stage == Protos.Transfer.TransferStage.Received && t.ReceiverEpoch != 2))).OrderBy(t => t.PostedAt).ThenBy(t => t.Id).Select(t => t.Id).Take(20),
        ["transfers page"] = db => NationalHub.Gateways.Transfers.TransferPageModel.Query(db, "38", false).Skip(50).Take(51),
        ["transfers at their end"] = db => NationalHub.Gateways.Transfers.TransferPageModel.Query(db, "", true).Skip(50).Take(51),
        ["operator"] = db => db.Operators.Where(o => o.Name == "an" && o.FailedTimes >= 5),
        ["operator's try of a code"] = db => db.Operators.Where(o => o.Name == "an" && (o.CodesLockedUntil == null || o.CodesLockedUntil <= Now)).Select(o => o.FailedCodes + 1 >= 5 ? (DateTime?)Now : null),
        ["operator's code"] = db => db.Operators.Where(o => o.Name == "an" && o.FactorSeal == "x" && o.LastCodeStep < 7),
        ["recovery code"] = db => db.OperatorRecoveryCodes.Where(c => c.OperatorName == "an" && c.Hash == "h"),
        ["months of the dashboard"] = db => DashboardFigures.KnownMonths(db),
        ["provinces as published"] = db => PublishedProvince.Of(db).Where(p => p.IsReal),
        ["day snapshot"] = db => DaySnapshots.Versions(db, Now),
        ["erased since"] = db => db.Entitlements.IgnoreQueryFilters().Where(r => r.Deleted && r.ReceivedAt >= Now).Select(r => new { r.ProvinceCode, r.Id }),
        ["whom to name to nobody"] = db => ApartPeople.Told(db),
        ["merged with whom to name to nobody"] = db => ApartPeople.Merged(db, "38", Ids),
        ["set sizes"] = db => SetSizes.Count(db, "PaymentLines")!,
        ["rows of a province for the cockpit"] = db => HeldCounts.Count<Dossier>(db),
        ["ministry figure"] = db => db.Beneficiaries.GroupBy(b => new { b.ProvinceCode, b.CategoryCode }).Select(g => new { g.Key, People = g.Count(), Money = g.Sum(b => b.MonthlyAmount) }),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Query_UnderEitherProvider_Translates(string provider, string name)
    {
        using var db = Providers.Open(provider);

        Assert.Contains("SELECT", Queries[name](db).ToQueryString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_OnSqlServer_CompareOrdinallyAndTimesKeepMicroseconds()
    {
        using var db = Providers.Open("SqlServer");

        var script = db.Database.GenerateCreateScript();

        Assert.Contains("[ProvinceCode] varchar(2) COLLATE Latin1_General_100_BIN2 NOT NULL", script, StringComparison.Ordinal);
        Assert.Contains("[Name] nvarchar(60) COLLATE Latin1_General_100_BIN2 NOT NULL", script, StringComparison.Ordinal);
        Assert.Contains("[RecordedAt] datetime2(6) NOT NULL", script, StringComparison.Ordinal);
        // Two columns of unlike collations in one expression of a reader are an error, and capitals would tell two names apart on SQLite alone.
        Assert.Empty(Unlike().Matches(script).Select(m => m.Value));
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"\[\w+\] n?varchar\([^)]*\)(?! COLLATE Latin1_General_100_BIN2)[^,]*,")]
    private static partial System.Text.RegularExpressions.Regex Unlike();

    [Fact]
    public void BulkTable_OfEachBulkEntity_HasTheColumnsOfTheModel()
    {
        using var db = Providers.Open("SqlServer");

        var table = new BulkTable<Beneficiary>(db);
        var history = new BulkTable<RecordVersion>(db);

        Assert.Equal(["ProvinceCode", "Id"], table.Key);
        Assert.Equal(db.Model.FindEntityType(typeof(Beneficiary))!.GetProperties().Count(), table.Count);
        Assert.Equal(["ProvinceCode", "Kind", "Id", "Epoch", "Version"], history.Key);
        Assert.Equal("38", table.Value(new Beneficiary { ProvinceCode = "38" }, table.Names.ToList().IndexOf("ProvinceCode")));
    }

    [Fact]
    public void BulkText_ForSqlServer_ReplacesOnlyOlderRowsAndNamesEachColumnOnce()
    {
        var text = SqlServerBulkText.Upsert("T", ["K"], ["K", "Epoch", "Version", "X"]);

        Assert.Contains("(i.[Deleted] = 1 OR t.[Deleted] = 0)", text, StringComparison.Ordinal);
        Assert.Contains("i.[Epoch] > t.[Epoch] OR (i.[Epoch] = t.[Epoch] AND i.[Version] > t.[Version])", text, StringComparison.Ordinal);
        Assert.Contains("SET t.[Epoch]=i.[Epoch], t.[Version]=i.[Version], t.[X]=i.[X]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("t.[K]=i.[K],", text, StringComparison.Ordinal);
    }

    /// <summary>A scan under these hints would lock other provinces' rows, and two provinces at once would be a deadlock.</summary>
    [Fact]
    public void BulkText_ForSqlServer_LocksTheRowsOfOneProvinceOneByOne()
    {
        string[] all = [SqlServerBulkText.Upsert("T", ["ProvinceCode", "Id"], ["ProvinceCode", "Id", "X"]), SqlServerBulkText.Append("T", ["ProvinceCode", "Id"], ["ProvinceCode", "Id"])];

        Assert.All(all, text => Assert.Matches(@"(?s)WITH \(UPDLOCK, HOLDLOCK, FORCESEEK\).*t\.\[ProvinceCode\] = @province AND .*OPTION \(LOOP JOIN, FORCE ORDER\)", text));
        Assert.Equal(3, all[0].Split("t.[ProvinceCode] = @province").Length - 1);
        Assert.Equal(3, all[0].Split("OPTION (LOOP JOIN, FORCE ORDER);").Length - 1);
    }

    [Theory]
    [InlineData(1205, true)] // deadlock
    [InlineData(2627, true)] // key that another made
    [InlineData(3960, true)] // snapshot conflict
    [InlineData(2628, false)] // too long
    [InlineData(468, false)] // collations
    public void Failure_OfSqlServer_IsTriedAgainWhenAnotherWriterMadeIt(int number, bool again) => Assert.Equal(again, DatabaseRaces.IsLost(number));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Start_OverADatabaseWithoutRowVersions_IsRefusedWithTheCommand(bool on)
    {
        var refusal = Record.Exception(() => RowVersions.Require(on, "hub"));

        Assert.Equal(on, refusal is null);
        Assert.True(on || refusal!.Message.Contains("ALTER DATABASE [hub] SET READ_COMMITTED_SNAPSHOT ON", StringComparison.Ordinal));
    }

    [SqlServerFact]
    public async Task BulkWriter_OnSqlServer_WorksAgainstTheServerInBtxhTestSqlserver()
    {
        var server = Environment.GetEnvironmentVariable("BTXH_TEST_SQLSERVER")!;
        var name = "hub_" + Guid.NewGuid().ToString("n");
        var options = new DbContextOptionsBuilder<SqlServerHubDb>();
        DatabaseSetup.UseSqlServer(options, new SqlConnectionStringBuilder(server) { InitialCatalog = name }.ConnectionString);
        await using var db = new SqlServerHubDb(options.Options);
        await db.Database.MigrateAsync();
        try
        {
            var writer = new SqlServerBulkWriter();
            await using var transaction = await db.Database.BeginTransactionAsync();
            Assert.True((await writer.UpsertNewerAsync(db, [Person(2)], CancellationToken.None)).Single());
            Assert.False((await writer.UpsertNewerAsync(db, [Person(1)], CancellationToken.None)).Single());
            Assert.True((await writer.UpsertNewerAsync(db, [Person(3)], CancellationToken.None)).Single());
            await writer.AppendAsync(db, [new RecordVersion { ProvinceCode = "38", Kind = 1, Id = "a", Epoch = 1, Version = 1, RecordedAt = Now, ReceivedAt = Now }], CancellationToken.None);
            await transaction.CommitAsync();
            Assert.Equal(3, (await db.Beneficiaries.SingleAsync()).Version);
        }
        finally
        {
            await db.Database.EnsureDeletedAsync();
        }
    }

    private static Beneficiary Person(long version) => new() { ProvinceCode = "38", Id = "a", Epoch = 1, Version = version, RecordedAt = Now, ReceivedAt = Now };
}
