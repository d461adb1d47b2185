using Microsoft.EntityFrameworkCore;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Duplicates;
using ProvinceNode.Registry.Merging;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Registry.Merging;

public sealed class MergeTests : IAsyncLifetime
{
    private NodeHost _host = null!;
    private PeopleRun _run = null!;

    public async Task InitializeAsync()
    {
        _host = await NodeHost.StartAsync();
        _run = new PeopleRun(_host);
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Merge_OfTwoRecords_BringsEverythingToTheSurvivor()
    {
        var (one, other) = await TwoAsync();
        var merge = await _run.MergeAsync(one.Id, other.Id);

        Assert.True(merge.Succeeded, string.Join(' ', merge.Problems.Select(p => p.Message)));
        var (survivor, absorbed) = (await _run.PersonAsync(one.Id), await _run.PersonAsync(other.Id));
        Assert.Equal(("171234567", "038154000123", "0912345678", (Guid?)null), (survivor.OldIdentityNumber, survivor.CitizenId, survivor.Phone, survivor.MergedIntoId));
        Assert.Equal((one.Id, "", EntitlementStatus.Ended, "Nguyễn Lan"), (absorbed.MergedIntoId!.Value, absorbed.CategoryCode, absorbed.Status, absorbed.FullName));
        foreach (var column in await ColumnsAsync())
        {
            // Of a year there is one status: the survivor's stands, the other stays with its record.
            Assert.True(await CountAsync(column, other.Id) == (column.Table == "PovertyYears" ? 1 : 0), $"{column.Table} still names the absorbed");
            Assert.True(await CountAsync(column, one.Id) > 0, $"{column.Table} has nobody's row: this test would not see that it is forgotten");
        }

        Assert.Equal(3, await _host.WithDbAsync(db => db.Entitlements.CountAsync(e => e.BeneficiaryId == one.Id)));
        Assert.Equal(1, await _host.WithDbAsync(db => db.Dossiers.CountAsync(d => d.BeneficiaryId == one.Id)));
        Assert.Equal(PairState.Merged, Assert.Single(await _run.PairsAsync()).State);
        Assert.Equal(["Nguyễn Thị Lan"], await _run.FindAsync("nguyen lan", "38"));
        Assert.Equal(["Nguyễn Thị Lan"], await _run.FindAsync("171234567", "38"));
        Assert.Equal(["Nguyễn Thị Lan"], await _run.FindAsync(other.Code, "38"));
        // Both are told to the hub in the transaction that changed them.
        var waiting = await _host.WithDbAsync(db => db.Outbox.Where(o => o.RecordId == one.Id || o.RecordId == other.Id).ToDictionaryAsync(o => o.RecordId, o => o.Version));
        Assert.Equal((survivor.Version, absorbed.Version), (waiting[one.Id], waiting[other.Id]));
        Assert.Equal((one.Id.ToString(), ""), (await SentAsync(other.Id), await SentAsync(one.Id)));
    }

    // A table that a slice adds later must be carried along or be named here with its reason.
    [Fact]
    public async Task Columns_ThatNamePeople_AreAllKnown() => Assert.Equal(
        [
            "DirectEntries.BeneficiaryId", "Dossiers.BeneficiaryId", "ElsewhereCases.BeneficiaryId", "Entitlements.BeneficiaryId", "HealthCardNotices.BeneficiaryId", "HouseholdMembers.BeneficiaryId",
            "ImportRows.BeneficiaryId", "InstitutionResidents.BeneficiaryId", "InstitutionStays.BeneficiaryId", "LifeEvents.BeneficiaryId",
            "MethodChanges.BeneficiaryId", "OneOffPayments.BeneficiaryId", "OverpaidMonths.BeneficiaryId", "PayerNotices.BeneficiaryId", "PaymentClaims.BeneficiaryId", "PaymentHolds.BeneficiaryId", "PersonLinks.BeneficiaryId", "PersonLinks.OtherId", "PovertyYears.BeneficiaryId",
            "ProxyAuthorisations.BeneficiaryId", "ReceivingAccounts.BeneficiaryId", "TransferHalves.BeneficiaryId", "WorklistRows.BeneficiaryId",
        ],
        (await ColumnsAsync()).Select(c => $"{c.Table}.{c.Property.Name}").Order(StringComparer.Ordinal));

    [Fact]
    public async Task Unmerge_OfAMerge_RestoresEveryByte()
    {
        var (one, other) = await TwoAsync();
        await _run.CompareAsync();
        var before = await StateAsync();
        var merge = await _run.MergeAsync(one.Id, other.Id, take: [nameof(Beneficiary.FullName), nameof(Beneficiary.BirthDate)]);
        Assert.Equal(("Nguyễn Lan", "nguyen lan", "1954"), ((await _run.PersonAsync(one.Id)).FullName, (await _run.PersonAsync(one.Id)).SearchName, (await _run.PersonAsync(one.Id)).BirthDate));
        Assert.NotEqual(before, await StateAsync());

        var undone = await _run.UnmergeAsync(merge.Value.Id);

        Assert.True(undone.Succeeded, string.Join(' ', undone.Problems.Select(p => p.Message)));
        Assert.Equal(before, await StateAsync());
        Assert.Equal(PairState.NotOne, Assert.Single(await _run.PairsAsync()).State);
        Assert.True((await _run.UnmergeAsync(merge.Value.Id)).Has(MergeProblems.UndoneAlready));
        Assert.Equal(["Nguyễn Lan", "Nguyễn Thị Lan"], (await _run.FindAsync("nguyen lan", "38")).Order());
        Assert.True((await _run.MergeAsync(one.Id, other.Id)).Succeeded); // may be found one person after all
    }

    [Fact]
    public async Task Values_BroughtByAMergeAndPutBack_TellWhereTheyCameFrom()
    {
        var (one, other) = await TwoAsync();
        await _run.SaveAsync(async db => (await db.Beneficiaries.SingleAsync(b => b.Id == other.Id)).Needs = "Người chăm sóc ban ngày");
        var merge = await _run.MergeAsync(one.Id, other.Id, take: [nameof(Beneficiary.FullName)]);
        Assert.Equal(("Nguyễn Lan", "Người chăm sóc ban ngày"), ((await _run.PersonAsync(one.Id)).FullName, (await _run.PersonAsync(one.Id)).Needs));
        var brought = await OriginAsync(one.Id, OriginWords.Merged);
        Assert.Equal(["FullName", "OldIdentityNumber", "Phone", "Needs"], brought.Places.Keys.Where(k => k != nameof(Beneficiary.IdentityStatus)));
        Assert.Equal($"gộp từ hồ sơ {other.Code}, cán bộ Cán bộ {Roles.Appraiser}", OriginWords.Of(brought));

        Assert.True((await _run.UnmergeAsync(merge.Value.Id)).Succeeded);
        Assert.StartsWith($"trả lại khi tách hồ sơ {other.Code}", OriginWords.Of(await OriginAsync(one.Id, OriginWords.Unmerged)), StringComparison.Ordinal);
        Assert.Equal(("Nguyễn Thị Lan", "", ""), ((await _run.PersonAsync(one.Id)).FullName, (await _run.PersonAsync(one.Id)).Needs, (await _run.PersonAsync(one.Id)).Phone));
    }

    private Task<FieldOrigin> OriginAsync(Guid person, string kind) => _host.WithDbAsync(db => db.FieldOrigins.AsNoTracking().SingleAsync(o => o.BeneficiaryId == person && o.Reference.StartsWith(kind)));

    [Fact]
    public async Task Merge_OfEntitlementsThatExcludeEachOther_IsRefusedUntilOneIsStopped()
    {
        var (one, other) = (await _run.AddAsync("Nguyễn Thị Lan"), await _run.AddAsync("Nguyễn Thị Lan"));
        await _run.GrantAsync(one);
        var second = await _run.GrantAsync(other, "5.a");
        var refused = await _run.MergeAsync(one.Id, other.Id);
        Assert.True(refused.Has(MergeProblems.BothRun));
        Assert.Contains("750.000", refused.Problems[0].Message, StringComparison.Ordinal);
        Assert.Null((await _run.PersonAsync(other.Id)).MergedIntoId);
        await _run.SaveAsync(async db => (await db.Entitlements.SingleAsync(e => e.Id == second.Id)).Status = EntitlementStatus.Ended);
        Assert.True((await _run.MergeAsync(one.Id, other.Id)).Succeeded);
    }

    [Theory]
    [InlineData("6.n.adult", EntitlementKind.Assistance, "CS.6", EntitlementKind.Care, 0)]
    [InlineData("4", EntitlementKind.Assistance, "6.n.adult", EntitlementKind.Assistance, 0)]
    [InlineData("5.a", EntitlementKind.Assistance, "6.n.adult", EntitlementKind.Assistance, 1)]
    [InlineData("CS.6", EntitlementKind.Care, "CS.6", EntitlementKind.Care, 1)]
    public async Task Excluding_OfTwoRunning_FollowsTheLaw(string category, EntitlementKind kind, string otherCategory, EntitlementKind otherKind, int expected)
    {
        var (one, other) = (await _run.AddAsync("Nguyễn Thị Lan"), await _run.AddAsync("Nguyễn Thị Lan"));
        var (a, b) = (await _run.GrantAsync(one, category, kind: kind), await _run.GrantAsync(other, otherCategory, kind: otherKind));
        Assert.Equal(expected, MergePeople.Excluding([a], [b]).Count);
        Assert.Equal(expected == 0, (await _run.MergeAsync(one.Id, other.Id)).Succeeded);
    }

    [Fact]
    public async Task Merge_OfTwoMatchedNumbers_IsRefused()
    {
        var (one, other) = (await _run.AddAsync("Nguyễn Thị Lan", number: "038154000123"), await _run.AddAsync("Nguyễn Thị Lan", number: "038154000999"));
        await _run.SaveAsync(async db => (await db.Beneficiaries.ToListAsync()).ForEach(b => b.IdentityStatus = "Matched"));
        Assert.True((await _run.MergeAsync(one.Id, other.Id)).Has(MergeProblems.TwoPeople));
    }

    [Fact]
    public async Task Merge_ByWhoMayNotOrSeesOne_IsRefused()
    {
        var (one, other) = (await _run.AddAsync("Nguyễn Thị Lan"), await _run.AddAsync("Nguyễn Thị Lan", office: PeopleRun.Far));
        Assert.True((await _run.MergeAsync(one.Id, other.Id, PeopleRun.Commune, Roles.Chairman)).Has(CommonProblems.NotAllowed));
        Assert.True((await _run.MergeAsync(one.Id, other.Id, PeopleRun.Commune, Roles.SocialOfficer)).Has(CommonProblems.NotFound));
        Assert.True((await _run.MergeAsync(one.Id, one.Id)).Has(MergeProblems.OneRecord));
        Assert.True((await _run.MergeAsync(one.Id, other.Id, "38", Roles.ProvinceOfficer)).Succeeded);
    }

    // Somebody moved: his old months stay with the commune that paid them, and only who is over both may bring the records together.
    [Fact]
    public async Task Merge_OfRowsThatLieElsewhere_IsForTheOfficeAbove()
    {
        var (one, other) = (await _run.AddAsync("Nguyễn Thị Lan"), await _run.AddAsync("Nguyễn Thị Lan", office: PeopleRun.Far));
        await _run.GrantAsync(other, ended: true);
        await _run.SaveAsync(async db => (await db.Beneficiaries.SingleAsync(b => b.Id == other.Id)).TenantPath = PeopleRun.Commune);
        Assert.True((await _run.MergeAsync(one.Id, other.Id, PeopleRun.Commune, Roles.SocialOfficer)).Has(MergeProblems.Elsewhere));
        Assert.True((await _run.MergeAsync(one.Id, other.Id, "38", Roles.ProvinceOfficer)).Succeeded);
    }

    [Fact]
    public async Task Merge_TwiceAtOnce_HappensOnce()
    {
        var (one, other) = await TwoAsync();
        var both = await Task.WhenAll(Task.Run(() => _run.MergeAsync(one.Id, other.Id)), Task.Run(() => _run.MergeAsync(other.Id, one.Id)));
        Assert.Single(both, m => m.Succeeded);
        Assert.Single(await _host.WithDbAsync(db => db.Set<MergeRecord>().ToListAsync()));
        Assert.Single(await _host.WithDbAsync(db => db.Beneficiaries.ToListAsync()));
    }

    [Fact]
    public async Task Unmerge_AfterSomethingWasBuilt_SaysWhatStandsInTheWay()
    {
        var (one, other) = await TwoAsync();
        var merge = await _run.MergeAsync(one.Id, other.Id);
        await _run.GrantAsync(one, "4", 202503, ended: true);
        var refused = await _run.UnmergeAsync(merge.Value.Id);
        Assert.True(refused.Has(MergeProblems.Built));
        Assert.Contains("1 chế độ", refused.Problems[0].Message, StringComparison.Ordinal);
        await _run.SaveAsync(async db => (await db.Beneficiaries.SingleAsync(b => b.Id == one.Id)).Phone = "0900000000");
        Assert.True((await _run.UnmergeAsync(merge.Value.Id)).Has(MergeProblems.Edited));
    }

    // A new level makes a version that follows: it goes with what it follows, and both summaries are told anew.
    [Fact]
    public async Task Unmerge_AfterALevelRose_GivesEachHisVersion()
    {
        var (one, other) = (await _run.AddAsync("Nguyễn Thị Lan"), await _run.AddAsync("Nguyễn Lan", "1954"));
        var (own, his) = (await _run.GrantAsync(one, "4"), await _run.GrantAsync(other));
        var merge = await _run.MergeAsync(one.Id, other.Id);
        foreach (var version in new[] { own, his })
        {
            await _run.SaveAsync(async db => (await db.Entitlements.SingleAsync(e => e.Id == version.Id)).Status = EntitlementStatus.Ended);
            await _run.GrantAsync(one, version.CategoryCode, 202501, previous: version.Id);
        }

        Assert.True((await _run.UnmergeAsync(merge.Value.Id)).Succeeded);
        var (first, second) = (await _run.PersonAsync(one.Id), await _run.PersonAsync(other.Id));
        Assert.Equal(("4", 202501, "6.n.adult", 202501), (first.CategoryCode, first.StartMonth, second.CategoryCode, second.StartMonth));
        Assert.Equal(2, await _host.WithDbAsync(db => db.Entitlements.CountAsync(e => e.BeneficiaryId == other.Id)));
    }

    [Fact]
    public async Task Unmerge_OfAChain_TakesTheLastFirst()
    {
        var (one, two, three) = (await _run.AddAsync("Nguyễn Thị Lan"), await _run.AddAsync("Nguyễn Thị Lan"), await _run.AddAsync("Nguyễn Thị Lan"));
        var first = await _run.MergeAsync(two.Id, one.Id);
        var last = await _run.MergeAsync(three.Id, two.Id);
        Assert.True((await _run.UnmergeAsync(first.Value.Id)).Has(MergeProblems.LaterFirst));
        var page = await PageReader.OpenAsync(await _host.SignInAsync(Roles.SocialOfficer, PeopleRun.Commune), $"/doi-tuong/{one.Id}");
        Assert.EndsWith(three.Id.ToString(), page.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.True((await _run.UnmergeAsync(last.Value.Id)).Succeeded);
        Assert.True((await _run.UnmergeAsync(first.Value.Id)).Succeeded);
        Assert.Equal(3, await _host.WithDbAsync(db => db.Beneficiaries.CountAsync()));
    }

    [Fact]
    public async Task Pages_FromTheListToTheMergeAndBack_LeadOneOfficial()
    {
        var (one, other) = await TwoAsync();
        await _run.CompareAsync();
        var client = await _host.SignInAsync(Roles.SocialOfficer, PeopleRun.Commune);
        var compare = await (await PageReader.OpenAsync(client, "/doi-tuong/trung-lap")).FollowAsync($"Đối chiếu và kết luận cặp {First(one, other).Code}, {Second(one, other).Code}");
        Assert.DoesNotContain("038154000123", compare.Document.Source.Text, StringComparison.Ordinal);
        var tooShort = await compare.SubmitAsync(new Dictionary<string, object?> { ["Reason"] = "ừ" }, button: "Gộp thành một người");
        Assert.Contains(tooShort.Problems, p => p.Contains("căn cứ", StringComparison.Ordinal));
        var person = await compare.SubmitAsync(new Dictionary<string, object?> { ["Reason"] = "Đã đối chiếu sổ hộ khẩu cũ", ["Survivor"] = one.Id.ToString() }, button: "Gộp thành một người");
        Assert.Contains("Đã gộp hai hồ sơ", person.Main, StringComparison.Ordinal);
        Assert.Contains(other.Code, person.Main, StringComparison.Ordinal);
        var undo = await person.FollowAsync($"Tách hồ sơ {other.Code}");
        Assert.Contains("2 chế độ", undo.Main, StringComparison.Ordinal);
        var back = await undo.SubmitAsync(new Dictionary<string, object?> { ["Reason"] = "Hai người khác nhau, có giấy khai sinh" }, button: "Tách thành hai người");
        Assert.Contains("Đã tách", back.Main, StringComparison.Ordinal);
    }

    private async Task<string> SentAsync(Guid person) =>
        Protos.Replication.Record.Parser.ParseFrom(await _host.WithDbAsync(db => db.Outbox.Where(o => o.RecordId == person).Select(o => o.Message).SingleAsync())).Beneficiary.MergedIntoId;

    private static Beneficiary First(Beneficiary one, Beneficiary other) => DuplicatePair.Order(one.Id, other.Id).First == one.Id ? one : other;

    private static Beneficiary Second(Beneficiary one, Beneficiary other) => First(one, other) == one ? other : one;

    // One with the new number who receives, one with the old number, a telephone and a past, a dossier, a move and a payment.
    private async Task<(Beneficiary One, Beneficiary Other)> TwoAsync()
    {
        var (one, other) = (await _run.AddAsync("Nguyễn Thị Lan", number: "038154000123"), await _run.AddAsync("Nguyễn Lan", "1954", old: "171234567"));
        await _run.GrantAsync(one);
        await _run.GrantAsync(other, "6.n.adult", 202001, ended: true);
        await _run.GrantAsync(other, "CS.6", kind: EntitlementKind.Care);
        var dossier = Sample.Dossier(PeopleRun.Commune, "Nguyễn Lan", "H56.01.10-250310-0001");
        dossier.BeneficiaryId = other.Id;
        await _run.SaveAsync(async db =>
        {
            (await db.Beneficiaries.SingleAsync(b => b.Id == other.Id)).Phone = "0912345678";
            db.AddRange(
                new PersonLink { Id = Guid.NewGuid(), BeneficiaryId = other.Id, TenantPath = PeopleRun.Commune, Role = LinkRole.Guardian, FullName = "Nguyễn Văn Con" },
                new PovertyYear { Id = Guid.NewGuid(), BeneficiaryId = other.Id, TenantPath = PeopleRun.Commune, Year = 2024, Status = PovertyStatus.Poor },
                new PovertyYear { Id = Guid.NewGuid(), BeneficiaryId = other.Id, TenantPath = PeopleRun.Commune, Year = 2025, Status = PovertyStatus.Poor },
                new PovertyYear { Id = Guid.NewGuid(), BeneficiaryId = one.Id, TenantPath = PeopleRun.Commune, Year = 2025, Status = PovertyStatus.None });
            db.Add(new OverpaidMonth { Id = Guid.NewGuid(), TenantPath = PeopleRun.Commune, TellerPath = PeopleRun.Commune, BeneficiaryId = other.Id, Strand = EntitlementStrand.Own, Month = 202502, Amount = new Dong(500_000), ReceiverName = "Nguyễn Lan", ReceiverNumber = "", ReceiverRelation = "", Lists = "", ToldAt = new DateTime(2025, 3, 10, 3, 0, 0, DateTimeKind.Utc) });
            db.AddRange(dossier, Sample.Half(other), Sample.Elsewhere(other, "Phường Phú Xuân"), new OneOffPayment
            {
                Id = Guid.NewGuid(), TenantPath = PeopleRun.Commune, BeneficiaryId = other.Id, Kind = OneOffKind.Arrears, PersonName = "Nguyễn Lan", ReceiverName = "Nguyễn Lan", Amount = new Dong(1_500_000),
                DueMonth = 202504, DecisionId = Guid.NewGuid(), Arithmetic = "2 × 750.000", RecordedAt = new DateTime(2025, 3, 10, 3, 0, 0, DateTimeKind.Utc),
            });
        });
        await _run.FiledAsync(other.Id);
        return (await _run.PersonAsync(one.Id), await _run.PersonAsync(other.Id));
    }

    // The rows of everybody as the database holds them; of a record's place in the replication only that it moved forward.
    private Task<string> StateAsync() => _host.WithDbAsync(async db =>
    {
        var rows = new List<object>();
        rows.AddRange(await db.Beneficiaries.IgnoreQueryFilters().OrderBy(b => b.Id).ToListAsync());
        rows.AddRange(await db.Entitlements.OrderBy(e => e.Id).ToListAsync());
        rows.AddRange(await db.OneOffPayments.OrderBy(p => p.Id).ToListAsync());
        rows.AddRange(await db.OverpaidMonths.OrderBy(m => m.Id).ToListAsync());
        rows.AddRange(await db.TransferHalves.OrderBy(h => h.Id).ToListAsync());
        rows.AddRange(await db.Dossiers.OrderBy(d => d.Id).ToListAsync());
        rows.AddRange(await db.PersonLinks.OrderBy(l => l.Id).ToListAsync());
        rows.AddRange(await db.PovertyYears.OrderBy(y => y.Id).ToListAsync());
        rows.AddRange(await db.HouseholdMembers.OrderBy(m => m.Id).ToListAsync());
        rows.AddRange(await db.InstitutionStays.OrderBy(s => s.Id).ToListAsync());
        rows.AddRange(await db.InstitutionResidents.OrderBy(r => r.Id).ToListAsync());
        rows.AddRange(await db.HealthCardNotices.OrderBy(n => n.Id).ToListAsync());
        rows.AddRange(await db.Set<LifeEvent>().OrderBy(e => e.Id).ToListAsync());
        rows.AddRange(await db.Set<PaymentHold>().OrderBy(h => h.Id).ToListAsync());
        rows.AddRange(await db.Set<ProvinceNode.Dossiers.Elsewhere.ElsewhereCase>().OrderBy(c => c.Id).ToListAsync());
        rows.AddRange(await db.PaymentClaims.OrderBy(c => c.Id).ToListAsync());
        rows.AddRange(await db.ImportRows.OrderBy(r => r.Id).ToListAsync());
        rows.AddRange(await db.DirectEntries.OrderBy(e => e.Id).ToListAsync());
        return string.Join('\n', rows.Select(r => string.Join(';', db.Entry(r).Properties.Where(p => p.Metadata.Name is not ("Version" or "Epoch")).Select(p => $"{p.Metadata.Name}={p.CurrentValue}"))));
    });

    private Task<IReadOnlyList<PersonColumn>> ColumnsAsync() => _host.WithDbAsync(db => Task.FromResult(PersonRows.Columns(db)));

    private Task<int> CountAsync(PersonColumn column, Guid person) => _host.WithDbAsync(async db => (await PersonRows.OfAsync(db, person, default)).Count(r => r.Column.Table == column.Table));
}
