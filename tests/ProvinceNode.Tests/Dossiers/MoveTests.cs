using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Payments;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Change of residence: one transfer of two halves, exactly one payer a month (policy 3.7).</summary>
public sealed class MoveTests
{
    // Old place, new place, and what the registry of that organisation calls them.
    private const string OldThree = "38.400.16063";
    private const string NewThree = "38.384.14845";
    private const string OldTwo = "38.16072";
    private const string NewTwo = "38.16078";

    [Theory]
    [InlineData("2022-10-05", OldThree, NewThree, 540_000, 540_000)]
    [InlineData("2026-08-03", OldTwo, NewTwo, 750_000, 810_000)] // the new place decides on 05/10/2026, when Decree 335/2026 gets force
    public async Task Move_BetweenPlaces_PaysEachMonthOnce(string day, string from, string to, long amount, long then)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var person = await run.ReceivingAsync(Person.Disabled, "6.n.adult", amount, OutcomeTests.Month(day, -6), from);
        var inDossier = await HandedOverAsync(host, run, from, to);

        Assert.Equal((to, RequestKind.MoveIn, Procedures.Move), (inDossier.TenantPath, inDossier.Kind, inDossier.ProcedureCode));
        Assert.Equal(to, (await run.PersonAsync(person)).TenantPath);
        var stopped = new PayMonth((await run.RowsAsync(person)).Single().EndMonth);
        host.Clock.SetDay(stopped.AddMonths(2).FirstDay.AddDays(4)); // the new place decides two months later
        await run.DecidedAsync(inDossier.Id, Person.Disabled.With(DisabilityDegree.Severe, OutcomeTests.Day(day).AddMonths(-6)));

        var rows = await run.RowsAsync(person);
        Assert.Equal([(from, stopped.Number), (to, 0)], rows.Select(r => (r.TenantPath, r.EndMonth)));
        Assert.Equal(stopped.AddMonths(1).Number, rows[1].StartMonth);
        for (var month = new PayMonth(rows[0].StartMonth); month <= stopped.AddMonths(6); month = month.AddMonths(1))
        {
            Assert.Single(rows, r => r.Covers(month));
        }

        Assert.Equal((to, EntitlementStatus.Active, then), await host.WithDbAsync(db => db.Beneficiaries.Select(b => new { b.TenantPath, b.Status, b.MonthlyAmount }).SingleAsync())
            is var b ? (b.TenantPath, b.Status, b.MonthlyAmount.Amount) : default);
        Assert.Equal((OneOffKind.Arrears, stopped.AddMonths(1).Number), (await run.PaymentsAsync()).Select(p => (p.Kind, p.FromMonth)).Single());
        await CarryAsync(host);
        var halves = await HalvesAsync(host);
        Assert.Single(halves.Select(h => h.TransferId).Distinct());
        Assert.All(halves, h => Assert.Equal((TransferStatus.Taken, stopped.Number), (h.Status, h.StopMonth)));
    }

    [Fact]
    public async Task Move_ReturnedByTheNewPlace_GoesOnAtTheOldWithoutAGap()
    {
        await using var host = await OutcomeTests.StartAsync("2026-08-03");
        var run = new OutcomeRun(host);
        var person = await run.ReceivingAsync(Person.Disabled, "6.n.adult", 810_000, 202601, OldTwo);
        var inDossier = await HandedOverAsync(host, run, OldTwo, NewTwo);

        await run.MustAsync(inDossier.Id, ActKinds.ReturnTransfer, (s, v, o) => s.GetRequiredService<ReturnTransfer>().Handle(new(inDossier.Id, v, "Không cư trú tại xã"), o, default));
        await CarryAsync(host);

        Assert.Equal(DossierStatus.Stopped, (await run.Dossiers.LoadAsync(inDossier.Id)).Status);
        Assert.All(await HalvesAsync(host), h => Assert.Equal((TransferStatus.Returned, "Không cư trú tại xã"), (h.Status, h.Reason)));
        Assert.Equal(OldTwo, (await run.PersonAsync(person)).TenantPath);
        var resume = await host.WithDbAsync(db => db.Dossiers.AsNoTracking().SingleAsync(d => d.Kind == RequestKind.Resume));
        Assert.Equal((OldTwo, DossierStatus.Received), (resume.TenantPath, resume.Status));
        host.Clock.SetDay(new DateOnly(2026, 10, 5));
        await run.DecidedAsync(resume.Id, Person.Disabled.Plain);

        var rows = await run.RowsAsync(person);
        Assert.Equal((rows[0].Id, OldTwo, new PayMonth(rows[0].EndMonth).AddMonths(1).Number), (rows[1].PreviousId!.Value, rows[1].TenantPath, rows[1].StartMonth));
        var arrears = Assert.Single(await run.PaymentsAsync());
        Assert.Equal((new PayMonth(rows[0].EndMonth).AddMonths(1).Number, 202610), (arrears.FromMonth, arrears.ToMonth));
    }

    // The new place pays where he went, and its decision names the place he came from.
    [Theory]
    [InlineData("2022-10-05", OldThree, NewThree, "chuyển đến từ xã Hoa Lộc, huyện Hậu Lộc, tỉnh Thanh Hóa")]
    [InlineData("2026-08-03", OldTwo, NewTwo, "chuyển đến từ xã Hoa Lộc, tỉnh Thanh Hóa")]
    public async Task Move_ToAnotherCommune_TakesTheNewAddressAlongAndNamesTheOldPlace(string day, string from, string to, string words)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var person = await run.ReceivingAsync(Person.Disabled, "6.n.adult", 540_000, OutcomeTests.Month(day, -6), from);
        var id = await run.FiledAsync(Procedures.Move, RequestKind.MoveOut, Person.Disabled, from);
        await run.ChangeAsync(id, d => d.First.Answers = """{"NewAddress":"Số 5, thôn Mới"}""");
        await run.DecidedAsync(id, Person.Disabled.Plain, new Measure { ToProvince = "38", ToCommune = TenantPath.Parse(to).UnitCode });
        await CarryAsync(host);
        var taken = await host.WithDbAsync(db => db.Dossiers.AsNoTracking().SingleAsync(d => d.Kind == RequestKind.MoveIn));
        Assert.Equal("Số 5, thôn Mới", taken.Owner.Village);

        await run.DecidedAsync(taken.Id, Person.Disabled.With(DisabilityDegree.Severe, OutcomeTests.Day(day).AddMonths(-6)));

        Assert.Equal("Số 5, thôn Mới", (await run.PersonAsync(person)).Village);
        Assert.Contains(words, string.Join(' ', ProvinceNode.Documents.PaperContent.Parse(Assert.Single(await run.DecisionsAsync(taken.Id)).Content).Paragraphs), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Move_ToAnotherProvince_EndsTheOutHalfAndWaits()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        var person = await run.ReceivingAsync(Person.Disabled);
        var id = await run.FiledAsync(Procedures.Move, RequestKind.MoveOut, Person.Disabled);
        await run.DecidedAsync(id, Person.Disabled.Plain, new Measure { ToProvince = "01", ToCommune = "00004" });
        await CarryAsync(host);

        Assert.Equal(TransferStatus.Outside, Assert.Single(await HalvesAsync(host)).Status);
        Assert.Equal((EntitlementStatus.Ended, 202210, MoveOutcome.Moved), (await run.RowsAsync(person)).Select(r => (r.Status, r.EndMonth, r.EndReason)).Single());
        Assert.Equal("D17", Assert.Single(await run.DecisionsAsync(id)).Paper);
    }

    [Fact]
    public async Task Move_WithinTheDistrict_ChangesThePayerFromTheNextMonth()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        var person = await run.ReceivingAsync(Person.Disabled, commune: "38.400.16066");
        var now = new VietnamTime(host.Clock).UtcNow;
        await run.SaveAsync(db => db.AddRange(
            new ReceivingAccount { Id = Guid.NewGuid(), TenantPath = "38.400.16066", BeneficiaryId = person, AccountNumber = "0123456789", Bank = "Agribank", Holder = Person.Disabled.Name, RecordedAt = now },
            new MethodChange
            {
                Id = Guid.NewGuid(), TenantPath = "38.400.16066", BeneficiaryId = person, From = PayMethod.CashPoint, To = PayMethod.Bank, AccountNumber = "0123456789", Bank = "Agribank", FromMonth = 202211, RequestedBy = "Đơn",
                RequestedOn = new(2022, 10, 1), RecordedById = Guid.NewGuid(), RecordedByName = "Cán bộ", RecordedAt = now,
            },
            new ProxyAuthorisation
            {
                Id = Guid.NewGuid(), TenantPath = "38.400.16066", BeneficiaryId = person, ProxyName = "Lê Văn Thay", ProxyNumber = "038080000001", Relation = "con", Related = true, CertificateNumber = "12", CertifiedOn = new(2022, 10, 1),
                CertifiedBy = "UBND xã", From = new(2022, 10, 1), To = new(2023, 9, 30), RecordedById = Guid.NewGuid(), RecordedByName = "Cán bộ", RecordedAt = now,
            },
            Once(person, OneOffKind.Recovery, now), Once(person, OneOffKind.Arrears, now)));
        var id = await run.FiledAsync(Procedures.MoveWithinDistrict, RequestKind.MoveWithin, Person.Disabled, OldThree);

        var done = await run.DecidedAsync(id, Person.Disabled.Plain);

        Assert.Equal(DossierStatus.Issued, done.Status);
        var rows = await run.RowsAsync(person);
        Assert.Equal([("38.400.16066", 202206, 202210), (OldThree, 202211, 0)], rows.Select(r => (r.TenantPath, r.StartMonth, r.EndMonth)));
        Assert.Equal((OldThree, "16063"), await run.PersonAsync(person) is var p ? (p.TenantPath, p.CommuneCode) : default);
        Assert.Equal("01/TB-LĐTBXH", Assert.Single(await run.DecisionsAsync(id)).Number);
        Assert.Equal(new DateOnly(2022, 10, 13), done.DueOn); // 3 + 3 working days

        // How he is paid goes along, and what is to be taken back from him; what the old place owes it pays itself.
        Assert.Equal([OldThree, OldThree, OldThree], await host.WithDbAsync(async db => new[]
        {
            (await db.ReceivingAccounts.SingleAsync()).TenantPath, (await db.MethodChanges.SingleAsync()).TenantPath, (await db.ProxyAuthorisations.SingleAsync()).TenantPath,
        }));
        var once = await host.WithDbAsync(db => db.OneOffPayments.AsNoTracking().ToListAsync());
        Assert.Equal(OldThree, once.Single(o => o.Kind == OneOffKind.Recovery).TenantPath);
        Assert.Equal("38.400.16066", once.Single(o => o.Kind == OneOffKind.Arrears).TenantPath);
    }

    private static OneOffPayment Once(Guid person, OneOffKind kind, DateTime now) => new()
    {
        Id = Guid.NewGuid(), TenantPath = "38.400.16066", BeneficiaryId = person, Kind = kind, PersonName = Person.Disabled.Name, ReceiverName = Person.Disabled.Name, Amount = new Dong(900_000), DueMonth = 202211,
        DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = now,
    };

    // The form was filed at the place left. Whether the new one is specially difficult (Art. 5(5)(b)) is judged where he lives now, in both directions.
    [Theory]
    [InlineData("14845", "", "Thôn Mới", true)]
    [InlineData("14845", "Thôn Mới", "Thôn Mới", true)]
    [InlineData("14845", "Thôn Khác", "Thôn Mới", false)]
    [InlineData("16063", "", "Thôn Mới", false)] // only the place left is listed
    public void Facts_OfWhoMovedIn_AreOfTheNewPlace(string listed, string listedVillage, string village, bool counts)
    {
        var values = new FormValues { ["CommuneCode"] = "16063", ["Village"] = "Thôn Hoa Trung", ["BirthDay"] = "10", ["BirthMonth"] = "02", ["BirthYear"] = "1945", ["MovedDay"] = "1", ["MovedMonth"] = "10", ["MovedYear"] = "2022" };
        var id = Guid.NewGuid();
        Dossier Of(RequestKind kind, Guid? transfer, string commune) => new()
        {
            Id = id, Code = "1", TenantPath = NewThree, ProcedureCode = Procedures.Move, Kind = kind, Channel = 1, Status = DossierStatus.UnderAppraisal, TransferId = transfer,
            Owner = new PersonData { FullName = "Lê Thị Già", BirthDate = "1945-02-10", Sex = 2, CommuneCode = commune, CommuneName = "", Village = $"Số 5, {village}" }, Applicant = new ApplicantData { IsOwner = true, FullName = "Lê Thị Già" },
            Identity = new IdentityCheck(), SubmissionKey = "1", SubmittedAt = new(2022, 10, 5, 3, 0, 0, DateTimeKind.Utc), Requests = [DossierRequest.Of(id, NewThree, kind, "DN-CD", new(2021, 7, 1), values.ToJson())],
        };
        var before = new Facts
        {
            Birth = BirthDate.Parse("1945-02-10"), Poverty = [new PovertySpan(PovertyStatus.Poor)], Supporters = [new SupporterFacts("con", false)], Residences = [new Residence("16063", "Thôn Hoa Trung")],
        };
        var rules = Eligibility.Law.With(rows => rows with { SpecialAreas = [new SpecialAreaRow { CommuneCode = listed, Village = listedVillage, Legal = "QĐ 612", ValidFrom = new DateOnly(2021, 9, 16) }] });

        var facts = FactsBefore.Over(before, FormFacts.Of(Of(RequestKind.MoveIn, Guid.NewGuid(), "14845")));

        Assert.Equal(new Residence("14845", village, new DateOnly(2022, 10, 1)), facts.Residences[^1]);
        Assert.Equal(counts ? ["5.b"] : [], Eligibility.Law.Decide(facts, 202211, rules).Awards.Select(a => a.CategoryCode));
        // At the place left the day of going away begins nothing.
        Assert.True(Assert.Single(FormFacts.Of(Of(RequestKind.MoveOut, null, "16063")).Residences) is { CommuneCode: "16063", Assumed: true });
    }

    [Fact]
    public async Task MoveIn_OnTheAppraisersPage_OffersTheVillagesOfTheNewPlace()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        await run.SaveAsync(db => db.AddRange(
            new SpecialAreaRow { CommuneCode = "16063", Village = "Thôn Cũ", Legal = "Quyết định số 612/QĐ-UBDT", ValidFrom = new(2021, 9, 16) }, new SpecialAreaRow { CommuneCode = "14845", Village = "Thôn Mới", Legal = "Quyết định số 612/QĐ-UBDT", ValidFrom = new(2021, 9, 16) }));
        var old = new Person("Lê Thị Già", "1945-02-10", "038145000201");
        var facts = old.Plain with { Poverty = [new PovertySpan(PovertyStatus.Poor)], Supporters = [new SupporterFacts("con", false)], Residences = [new Residence("16063", "Thôn Cũ")] };
        await run.DecidedAsync(await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, old, OldThree), facts);
        var id = await run.Dossiers.SubmittedAsync("chuyen-di", v => (v["FullName"], v["Sex"], v["CitizenId"], v["BirthDay"], v["BirthMonth"], v["BirthYear"], v["NewProvince"], v["NewCommune"])
            = (old.Name, "2", old.Number, "10", "02", "1945", "38", UnitNames.CommunesOn("38", OutcomeTests.Day("2022-10-05")).First(c => c.Key == "14845").Value));
        await run.Dossiers.MatchIdentityAsync(id);
        await run.DecidedAsync(id, old.Plain, new Measure { ToProvince = "38", ToCommune = "14845" });
        await CarryAsync(host);
        var taken = await host.WithDbAsync(db => db.Dossiers.AsNoTracking().SingleAsync(d => d.Kind == RequestKind.MoveIn));
        await OutcomeTests.ToAppraisalAsync(run, taken.Id);
        var official = await run.OfficialForAsync(taken.Id, ActKinds.Appraise);
        var page = await PageReader.OpenAsync(await host.SignInAsync(official.Roles.Single(), official.Office.Value), $"/ho-so/{taken.Id}/tham-dinh");
        Assert.Equal(["", "Thôn Mới"], page.Document.QuerySelectorAll("[name='AreaVillage'] option").Select(o => o.GetAttribute("value")));
        var typed = new Dictionary<string, object?> { ["Eligible"] = "true", ["Note"] = "Đúng giấy tờ" };

        var told = await page.SubmitAsync(typed, button: "Trình ký");

        Assert.Contains(told.Problems, p => p.Contains("đặc biệt khó khăn", StringComparison.Ordinal));
        await told.SubmitAsync(new Dictionary<string, object?>(typed) { ["AreaVillage"] = "Thôn Mới" }, button: "Trình ký");
        Assert.Equal(DossierStatus.AwaitingSignature, (await run.Dossiers.LoadAsync(taken.Id)).Status);
    }

    // He died after the job had listed the half and before its turn came: the old place has settled it.
    [Fact]
    public async Task Half_SettledBeforeItsTurn_IsNeitherSentNorClosed()
    {
        await using var host = await OutcomeTests.StartAsync("2026-08-03");
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled, "6.n.adult", 810_000, 202601, OldTwo);
        await run.DecidedAsync(await run.FiledAsync(Procedures.Move, RequestKind.MoveOut, Person.Disabled, OldTwo), Person.Disabled.Plain, new Measure { ToProvince = "38", ToCommune = "16078" });
        var half = (await HalvesAsync(host)).Single();
        await run.SaveAsync(db => (db.TransferHalves.Single().Status, db.TransferHalves.Single().Reason) = (TransferStatus.Taken, "Chết"));

        foreach (var work in new Func<HandOverTransfers, Task<bool>>[] { t => t.SendAsync(half.Id, default), t => t.CloseAsync(half.Id, default) })
        {
            Assert.False(await host.WithAsync(s => s.GetRequiredService<NodeDb>().InTurnAsync(() => work(s.GetRequiredService<HandOverTransfers>()), default)));
        }

        Assert.Equal((TransferStatus.Taken, "Chết"), (await HalvesAsync(host)).Select(h => (h.Status, h.Reason)).Single());
        Assert.False(await host.WithDbAsync(db => db.Dossiers.AnyAsync(d => d.Kind == RequestKind.MoveIn)));
    }

    private static async Task<Dossier> HandedOverAsync(NodeHost host, OutcomeRun run, string from, string to)
    {
        var id = await run.FiledAsync(Procedures.Move, RequestKind.MoveOut, Person.Disabled, from);
        await run.DecidedAsync(id, Person.Disabled.Plain, new Measure { ToProvince = "38", ToCommune = TenantPath.Parse(to).UnitCode });
        Assert.Equal(1, await CarryAsync(host));
        Assert.Equal(0, await CarryAsync(host)); // once
        return await host.WithDbAsync(db => db.Dossiers.AsNoTracking().SingleAsync(d => d.Kind == RequestKind.MoveIn));
    }

    private static Task<int> CarryAsync(NodeHost host) => host.WithAsync(s => s.GetRequiredService<HandOverTransfers>().HandleAsync(default));

    private static Task<List<TransferHalf>> HalvesAsync(NodeHost host) => host.WithDbAsync(db => db.TransferHalves.AsNoTracking().ToListAsync());
}
