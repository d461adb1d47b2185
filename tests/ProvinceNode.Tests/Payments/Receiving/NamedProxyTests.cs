using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Receiving;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Payments.Sending;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments.Receiving;

/// <summary>Whom a declaration names to collect, before and after his certified authorisation (policy 6.5), and what people call themselves to a beneficiary.</summary>
public sealed class NamedProxyTests
{
    private const string Telling = "đồng đẳng viên nhóm HIV";

    [Fact]
    public async Task Named_WithoutAPaper_CollectsNothingAndIsATaskThatThePaperEnds()
    {
        await using var run = await SendRun.StartAsync();
        var person = (await run.PeopleAsync(1))[0];
        var named = Named(run, person);
        await run.Pay.SaveAsync(db => db.ProxyAuthorisations.Add(named));

        // Nobody confirms what has no paper, and it stands in nobody's way.
        Assert.True((await ConfirmAsync(run, named)).Has(ReceivingProblems.ProxySettled));
        var period = await run.Pay.ListedAsync(202211);
        Assert.Equal(("Lê Thị Số 001", ""), (await run.Pay.LinesAsync(period)).Select(l => (l.ReceiverName, l.ProxyName)).Single());
        Assert.DoesNotContain(await run.Pay.MattersAsync(period), m => m.Kind == MatterKind.ProxyWaiting);
        var (officer, here) = (await run.Host.SignInAsync(Roles.SocialOfficer, run.Pay.Flow.Dossiers.Commune), $"/doi-tuong/{person}/nhan-tien");
        var area = (await PageReader.OpenAsync(officer, "/chi-tra/cach-nhan-tien")).Main;
        Assert.Contains("Người nhận thay theo tờ khai, chưa có văn bản ủy quyền: 1", area, StringComparison.Ordinal);
        Assert.Contains("cần văn bản ủy quyền có chứng thực cho Hoàng Thị Nhung", area, StringComparison.Ordinal);
        Assert.Contains("Không có giấy ủy quyền nào đang chờ", area, StringComparison.Ordinal);
        var page = await PageReader.OpenAsync(officer, here);
        Assert.Contains("Theo tờ khai, cần văn bản ủy quyền có chứng thực; tiền vẫn trả cho chính người hưởng", page.Main, StringComparison.Ordinal);
        Assert.Equal(["Hoàng Thị Nhung", "038180000999", "con gái", ""], new[] { "Name", "Number", "Relation", "CertificateNumber" }.Select(f => page.Document.QuerySelector($"[name='Proxy.{f}']")!.GetAttribute("value") ?? ""));

        var paper = LevelRun.Must(await ProxyAsync(run, Paper(person)));
        Assert.Equal((new VietnamTime(run.Host.Clock).Today, true), await run.Host.WithDbAsync(db => db.ProxyAuthorisations.Where(p => p.Id == named.Id).Select(p => ValueTuple.Create(p.RevokedOn!.Value, p.RevokedWhy.Contains("15/CT"))).SingleAsync()));
        LevelRun.Must(await ConfirmAsync(run, paper));
        Assert.Equal("Hoàng Thị Nhung", (await run.Pay.LinesAsync(await run.Pay.ListedAsync(202212))).Single().ProxyName);
        Assert.Contains("Không có ai được ghi trong tờ khai", (await PageReader.OpenAsync(officer, "/chi-tra/cach-nhan-tien")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Named_WhoIsNotWantedAnyMore_IsEndedWithAReason()
    {
        await using var run = await SendRun.StartAsync();
        var person = (await run.PeopleAsync(1))[0];
        var named = Named(run, person);
        await run.Pay.SaveAsync(db => db.ProxyAuthorisations.Add(named));

        LevelRun.Must(await run.AsAsync(Officer(run), s => s.GetRequiredService<RevokeProxy>().Handle(person, named.Id, "Người hưởng tự đi nhận được", Officer(run), default)));

        Assert.False(await run.Host.WithDbAsync(async db => (await db.ProxyAuthorisations.SingleAsync()).IsNamed));
    }

    // Decisions of before made the named one the receiver: they stand, and every month asks for the paper.
    [Theory]
    [InlineData("", true)]
    [InlineData("proxy", false)]
    [InlineData("guardian", false)]
    [InlineData("imported", false)]
    public async Task Receiver_ByTheFormOfBefore_IsAMatterUntilSomethingNamesHim(string known, bool told)
    {
        await using var host = await OutcomeTests.StartAsync("2026-08-05");
        var run = new PayRun(host);
        var person = await run.GrantedAsync(PayRun.Somebody(1), new AwardRow(EntitlementKind.SocialPension, "HT.1", 100, 1, new(540_000), new(540_000), new(202607), new Receiver("Hoàng Thị Nhung", "038180000999", "con gái")));
        await run.SaveAsync(db => Known(db, known, person, run.Flow.Dossiers.Commune, new VietnamTime(host.Clock).UtcNow));
        var period = LevelRun.Must(await run.OpenAsync(202609)).Id;
        await run.BuildAsync(period);

        Assert.Equal("Hoàng Thị Nhung", Assert.Single(await run.LinesAsync(period)).ReceiverName);
        var matters = (await run.MattersAsync(period)).Where(m => m.Kind == MatterKind.NamedReceiver).ToList();
        Assert.Equal(told ? [(person, true)] : [], matters.Select(m => (m.SubjectId, m.Justifiable)));
    }

    [Fact]
    public async Task Relation_ThatNamesAnIllness_IsRefusedAtEntry()
    {
        await using var run = await SendRun.StartAsync();
        var person = (await run.PeopleAsync(1))[0];

        var refused = await ProxyAsync(run, Paper(person) with { Relation = Telling });
        var measure = new ProvinceNode.Dossiers.Outcomes.MeasureFields { ReceiverName = "Hoàng Thị Nhung", ReceiverRelation = Telling, HeirName = "Hoàng Thị Nhung", HeirRelation = Telling };

        Assert.Equal(["Relation"], refused.Problems.Where(p => p.Code == PersonEntry.IllnessNamed.Code).Select(p => p.Field));
        Assert.True((await ProxyAsync(run, Paper(person) with { Note = Telling })).Has(PersonEntry.IllnessNamed));
        Assert.Equal(["Measure.ReceiverRelation", "Measure.HeirRelation"], measure.Faults(new DateOnly(2022, 10, 5)).Where(p => p.Code == PersonEntry.IllnessNamed.Code).Select(p => p.Field));
        Assert.True((await ProxyAsync(run, Paper(person))).Succeeded);
    }

    // What was entered before it was refused is not printed, nor sent to a payer.
    [Fact]
    public async Task Relation_OfBeforeThatNamesAnIllness_IsNeutralOnTheLine()
    {
        await using var run = await SendRun.StartAsync();
        var ward = await run.Pay.GrantedAsync(PayRun.Somebody(1), new AwardRow(EntitlementKind.Assistance, "5.a", 150, 1, new(360_000), new(540_000), new(202206), new Receiver("Hoàng Thị Nhung", "038180000999", Telling)));
        var himself = await run.Pay.GrantedAsync(PayRun.Somebody(2), new AwardRow(EntitlementKind.Assistance, "5.a", 150, 1, new(360_000), new(540_000), new(202206), new Receiver("Lê Thị Số 002", "038149000002", "")));
        var proxy = LevelRun.Must(await ProxyAsync(run, Paper(himself)));
        LevelRun.Must(await ConfirmAsync(run, proxy));
        await run.Pay.SaveAsync(db => db.Entry(db.ProxyAuthorisations.Single()).Property(p => p.Relation).CurrentValue = Telling);

        var lines = await run.Pay.LinesAsync(await run.Pay.ListedAsync(202211));

        Assert.Equal([("người nhận thay", ""), ("", "người nhận thay")], lines.OrderBy(l => l.PersonId != ward).Select(l => (l.ReceiverRelation, l.ProxyRelation)));
        var page = await PageReader.OpenAsync(await run.Host.SignInAsync(Roles.Accountant, run.Pay.Holder), $"/doi-tuong/{ward}/nhan-tien");
        Assert.DoesNotContain("HIV", page.Main, StringComparison.Ordinal);
    }

    private static void Known(NodeDb db, string known, Guid person, string commune, DateTime now)
    {
        switch (known)
        {
            case "proxy":
                db.ProxyAuthorisations.Add(new ProxyAuthorisation
                {
                    Id = Guid.NewGuid(), TenantPath = commune, BeneficiaryId = person, ProxyName = "Hoàng Thị Nhung", ProxyNumber = "038180000999", Relation = "con gái", Related = true, CertificateNumber = "15/CT", CertifiedOn = new(2026, 8, 1),
                    CertifiedBy = "UBND xã", From = new(2026, 8, 1), To = new(2027, 7, 31), RecordedById = Guid.NewGuid(), RecordedByName = "Cán bộ", RecordedAt = now, ConfirmedAt = now, Version = 1,
                });
                break;
            case "guardian":
                db.PersonLinks.Add(new PersonLink { Id = Guid.NewGuid(), BeneficiaryId = person, TenantPath = commune, Role = LinkRole.Guardian, FullName = "Hoàng Thị Nhung", Number = "038180000999", Relation = "con gái", Basis = "QĐ 5" });
                break;
            case "imported":
                var row = db.Entitlements.Single();
                db.Entry(row).Property(e => e.Source).CurrentValue = EntitlementSource.Import;
                break;
            default:
                break;
        }
    }

    private static SignedInOfficial Officer(SendRun run) => run.Pay.Flow.Dossiers.Official(Roles.SocialOfficer);

    private static ProxyInput Paper(Guid person) => new(person, "Hoàng Thị Nhung", "038180000999", "con gái", true, "15/CT", new DateOnly(2022, 10, 1), "UBND xã Hoa Lộc", new DateOnly(2022, 10, 1), new DateOnly(2023, 9, 30), "");

    private static Task<Outcome<ProxyAuthorisation>> ProxyAsync(SendRun run, ProxyInput input) => run.AsAsync(Officer(run), s => s.GetRequiredService<AuthoriseProxy>().Handle(input, Officer(run), default));

    private static Task<Outcome<ProxyAuthorisation>> ConfirmAsync(SendRun run, ProxyAuthorisation proxy) =>
        run.AsAsync(run.Pay.Accountant, s => s.GetRequiredService<ConfirmProxy>().Handle(proxy.BeneficiaryId, proxy.Id, true, "Đã xem bản chính", run.Pay.Accountant, default));

    private static ProxyAuthorisation Named(SendRun run, Guid person)
    {
        var time = new VietnamTime(run.Host.Clock);
        return new ProxyAuthorisation
        {
            Id = Guid.NewGuid(), TenantPath = run.Pay.Flow.Dossiers.Commune, BeneficiaryId = person, ProxyName = "Hoàng Thị Nhung", ProxyNumber = "038180000999", Relation = "con gái", Related = false, CertificateNumber = "", CertifiedOn = time.Today,
            CertifiedBy = "", From = time.Today, To = time.Today.AddMonths(12).AddDays(-1), Note = "Theo tờ khai của hồ sơ H56", RecordedById = Guid.NewGuid(), RecordedByName = "Chủ tịch", RecordedAt = time.UtcNow, Version = 1,
        };
    }
}
