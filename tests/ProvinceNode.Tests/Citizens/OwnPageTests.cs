using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Citizens.Own;
using ProvinceNode.Dossiers;
using ProvinceNode.Eligibility;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Direct;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Quality;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Payments;
using ProvinceNode.Tests.Payments.Results;
using ProvinceNode.Tests.Payments.Sending;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Citizens;

/// <summary>A citizen's own page: what he receives, what was paid, his requests, who looked, how he is paid; and whose else he sees.</summary>
public sealed class OwnPageTests
{
    private static readonly Person He = Person.Disabled;

    [Fact]
    public async Task Page_OfWhoProvedHimself_TellsMoneyRequestsAndReadings()
    {
        await using var run = await SendRun.StartAsync();
        var code = await DecidedAsync(run.Pay.Flow);
        var month = new VietnamTime(run.Host.Clock).Month.AddMonths(1);
        var list = await run.SentAsync(month.Number);
        var person = (await run.LinesAsync(list.Id))[0].PersonId!.Value;
        await PageReader.OpenAsync(await run.Host.SignInAsync(Roles.SocialOfficer, run.Pay.Flow.Dossiers.Commune), $"/doi-tuong/{person:D}");
        var before = await OpenAsync(run.Host.NewClient(), code);
        Assert.All(new[] { $"Tháng {month}: ", "đồng, tiền mặt tại điểm chi trả của Xã Hoa Lộc. Trả trong tháng", $"Trợ cấp tháng {month}: 540.000 đồng. Đang chi trả, chưa có kết quả" }, t => Assert.Contains(t, before.Main, StringComparison.Ordinal));

        var line = (await run.LinesAsync(list.Id))[0];
        await run.TellAsync(list, [ToldFile.Paid(line)]);
        Assert.Contains("Chưa có lần hỏi nào", before.Main, StringComparison.Ordinal);
        await run.Host.WithAsync(async s =>
        {
            s.GetRequiredService<AskingLog>().Note(new Asker(AskingKind.LookUp, run.Pay.Flow.Dossiers.Commune, Guid.NewGuid(), "Xác minh nơi thường trú", null), He.Number, "1982", Protos.Identity.VerifyOutcome.Matched, "TL1");
            Assert.True(await s.GetRequiredService<NodeDb>().SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.Reverify, new VietnamTime(run.Host.Clock).UtcNow), default));
        });
        var client = run.Host.NewClient();
        var page = await OpenAsync(client, code);

        Assert.Equal("Ông/Bà đang được hưởng gì?", page.Heading);
        var number = await run.Host.WithDbAsync(db => db.Decisions.Where(d => d.Number != null && d.Paper == "D14").Select(d => d.Number).FirstAsync());
        Assert.All(new[]
        {
            "Trợ cấp xã hội hàng tháng: 540.000 đồng/tháng", $"Quyết định số {number} ngày", $"Đã trả ngày {ToldFile.DayOf(line)}, tiền mặt tại điểm chi trả của Xã Hoa Lộc; người nhận: Nguyễn Văn Thủy", code,
            "UBND Xã Hoa Lộc. Xem hồ sơ quản lý chế độ và chi trả",
            "UBND Xã Hoa Lộc. Tra cứu thông tin dân cư; mục đích ghi lại: Xác minh nơi thường trú. Trả lời: khớp.", "Nguyễn Văn Thủy: tiền mặt tại điểm chi trả", "Danh sách tháng 12/2022 được chốt",
        }, t => Assert.Contains(t, page.Main, StringComparison.Ordinal));
        // No number, no group, and no official by name.
        Assert.All(new[] { He.Number, "Cán bộ", "Điều 5", "Khuyết tật" }, t => Assert.DoesNotContain(t, page.Document.Body!.TextContent.Replace("Cán bộ đăng nhập", "", StringComparison.Ordinal), StringComparison.Ordinal));
        // Opening it is an act, once in a while, and told to him too.
        Assert.Equal([$"dossier-owner {code}"], await run.Host.WithDbAsync(db => db.Acts.Where(a => a.Kind == ActKinds.ViewOwn).Select(a => a.Evidence).ToListAsync()));

        await page.SubmitAsync(button: "Thoát");
        Assert.Equal("/cua-toi/vao", (await PageReader.OpenAsync(client, "/cua-toi")).Address.AbsolutePath);
    }

    // Whichever of the three is wrong, the answer is the same, and guessing ends soon.
    [Fact]
    public async Task Door_WithOneOfTheThreeWrong_SaysTheSameAndCloses()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var code = await DecidedAsync(new OutcomeRun(host));
        var client = host.NewClient();
        foreach (var (dossier, number, year) in new[] { ("H56.12.03-000000-0001", He.Number, "1982"), (code, "038082000109", "1982"), (code, He.Number, "1983") })
        {
            Assert.Equal([OwnProblems.NotProven.Sentence], (await TryAsync(client, dossier, number, "15", "3", year)).Problems);
        }

        // A year alone does not stand for the whole date that is known.
        Assert.Equal([OwnProblems.NotProven.Sentence], (await TryAsync(client, code, He.Number, "", "", "1982")).Problems);
        Assert.Contains(OwnProblems.Number.Sentence, (await TryAsync(client, code, "0380", "15", "3", "1982")).Problems);
        Assert.Equal("/cua-toi", (await TryAsync(host.NewClient(), code, He.Number, "15", "3", "1982")).Address.AbsolutePath);
        for (var i = 0; i < 5; i++)
        {
            await TryAsync(host.NewClient(), code, He.Number, "1", "1", "1990");
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await TryAsync(host.NewClient(), code, He.Number, "15", "3", "1982")).Status);
        host.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal("/cua-toi", (await TryAsync(host.NewClient(), code, He.Number, "15", "3", "1982")).Address.AbsolutePath);
    }

    // Anybody files a form for anybody, with the birth that he likes: it opens nothing before an office decided it.
    [Fact]
    public async Task Dossier_ThatNobodyDecided_ProvesNobody()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var flow = new OutcomeRun(host);
        await DecidedAsync(flow);
        var filed = (await flow.Dossiers.LoadAsync(await flow.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, He with { Born = "1982" }))).Code;

        Assert.Equal([OwnProblems.NotProven.Sentence], (await TryAsync(host.NewClient(), filed, He.Number, "", "", "1982")).Problems);
        Assert.Equal([OwnProblems.NotProven.Sentence], (await TryAsync(host.NewClient(), filed, He.Number, "15", "3", "1982")).Problems);
    }

    [Fact]
    public async Task Guardian_WhileItHolds_SeesHisWardsAndChildren()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        var code = await DecidedAsync(run);
        var (ward, former, child, grown, other) = (await WardAsync(host, 1, "2015-03-01"), await WardAsync(host, 2, "2015-03-01"), await WardAsync(host, 3, "2015-03-01", "Cha"), await WardAsync(host, 4, "2000-03-01", "Cha"), await WardAsync(host, 5, "2015-03-01", "Hàng xóm"));
        await SaveAsync(host, db => db.PersonLinks.AddRange(Link(ward, null), Link(former, new DateOnly(2022, 10, 4))));

        var client = host.NewClient();
        var page = await OpenAsync(client, code);
        Assert.Equal(["Bé Số 1", "Bé Số 3"], page.Document.QuerySelectorAll("nav[aria-label='Người được xem'] a").Select(a => a.TextContent));
        var first = await PageReader.OpenAsync(client, "/cua-toi?nguoi=2");
        Assert.Contains("Ông/Bà xem được vì ông/bà là người giám hộ", first.Main, StringComparison.Ordinal);
        Assert.Contains("Trợ cấp xã hội hàng tháng: 900.000 đồng/tháng", first.Main, StringComparison.Ordinal);
        // A number beyond the list opens nobody else's file.
        Assert.Contains("Bé Số 3", (await PageReader.OpenAsync(client, "/cua-toi?nguoi=99")).Heading, StringComparison.Ordinal);

        await SaveAsync(host, db => db.PersonLinks.Single(l => l.BeneficiaryId == ward).To = new DateOnly(2022, 10, 4));
        Assert.DoesNotContain("Bé Số 1", (await PageReader.OpenAsync(client, "/cua-toi?nguoi=2")).Main, StringComparison.Ordinal);
        Assert.NotEqual(grown, other);
        Assert.NotEqual(child, ward);
    }

    // A mother whom no record knows: her number and phone are those that she declared.
    [Fact]
    public async Task Applicant_WhomNoRecordKnows_IsProvenByThePhoneThatHeDeclared()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var code = await DecidedAsync(new OutcomeRun(host));
        await SaveAsync(host, db =>
        {
            var dossier = db.Dossiers.Single();
            dossier.Applicant = dossier.Applicant with { IsOwner = false, CitizenId = "038185000777", Phone = "0912000111" };
            db.PersonLinks.Add(new PersonLink { Id = Guid.NewGuid(), BeneficiaryId = db.Beneficiaries.Single().Id, TenantPath = "38.400.16063", Role = LinkRole.Guardian, FullName = "Lê Thị Mẹ", Number = "038185000777" });
        });

        // Whoever declares her number and his own phone sees no other child of hers.
        await new PayRun(host).GrantedAsync(new Person("Bé Số 1", "2015-03-01", "038215000001"), new AwardRow(EntitlementKind.Assistance, "1.a", 250, 1, new(360_000), new(900_000), new(202206), new Receiver("Lê Thị Mẹ", "038185000777", "Mẹ")));
        Assert.Equal([OwnProblems.NotProven.Sentence], (await TryAsync(host.NewClient(), code, "038185000777", "1", "2", "1985")).Problems);
        Assert.Equal([OwnProblems.NotProven.Sentence], (await TryAsync(host.NewClient(), code, "038185000777", "1", "2", "1985", "0912000112")).Problems);
        var page = await TryAsync(host.NewClient(), code, "038185000777", "1", "2", "1985", "0912 000 111");

        Assert.Equal("Nguyễn Văn Thủy đang được hưởng gì?", page.Heading);
        Assert.DoesNotContain("Bé Số 1", page.Main, StringComparison.Ordinal);
    }

    // Whoever files a dossier types whose number declares it: that proves nobody to be the one of that number, whatever else he knows of him.
    [Fact]
    public async Task Applicant_NamedBySomebodyElsesDossier_OpensNothingOfHisOwn()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var code = await DecidedAsync(new OutcomeRun(host));
        await new PayRun(host).GrantedAsync(new Person("Trần Thị Vê", "1960-05-06", "038160000555"), new AwardRow(EntitlementKind.Assistance, "6.n.adult", 150, 1, new(360_000), new(540_000), new(202206), new Receiver("Trần Thị Vê", "038160000555", "")));
        var ward = await WardAsync(host, 1, "2015-03-01");
        await SaveAsync(host, db =>
        {
            var dossier = db.Dossiers.Single();
            dossier.Applicant = dossier.Applicant with { IsOwner = false, CitizenId = "038160000555" };
            db.PersonLinks.Add(new PersonLink { Id = Guid.NewGuid(), BeneficiaryId = ward, TenantPath = "38.400.16063", Role = LinkRole.Guardian, FullName = "Trần Thị Vê", Number = "038160000555" });
        });

        var nobody = await TryAsync(host.NewClient(), code, "038160000555", "6", "5", "1960");

        Assert.Equal("Chưa có chế độ nào ghi theo số của ông/bà", nobody.Heading);
        Assert.All(new[] { "Trần Thị Vê", "Bé Số 1", "540.000" }, t => Assert.DoesNotContain(t, nobody.Main, StringComparison.Ordinal));

        // Of the dossier's owner he is the guardian: him he sees, and nobody else.
        await SaveAsync(host, db => db.PersonLinks.Add(new PersonLink { Id = Guid.NewGuid(), BeneficiaryId = db.Beneficiaries.Single(b => b.CitizenId == He.Number).Id, TenantPath = "38.400.16063", Role = LinkRole.Guardian, FullName = "Trần Thị Vê", Number = "038160000555" }));
        var page = await TryAsync(host.NewClient(), code, "038160000555", "6", "5", "1960");
        Assert.Equal("Nguyễn Văn Thủy đang được hưởng gì?", page.Heading);
        Assert.All(new[] { "Trần Thị Vê", "Bé Số 1" }, t => Assert.DoesNotContain(t, page.Main.Replace("Người nhận: Trần Thị Vê", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_OfWhatWasDecidedOnPaper_TellsNumberAndDay()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var code = await DecidedAsync(new OutcomeRun(host));
        var said = RowValues.Empty();
        said.Set(Field.DecisionNumber, "05/QĐ-UBND", "05/QĐ-UBND");
        said.Set(Field.DecisionDate, new DateOnly(2021, 1, 4), "04/01/2021");
        var (entry, at) = (Guid.CreateVersion7(), new VietnamTime(host.Clock).UtcNow);
        await SaveAsync(host, db => db.AddRange(
            new DirectEntry
            {
                Id = entry, TenantPath = "38.400.16063", EnteredById = Guid.NewGuid(), EnteredByName = "Cán bộ", EnteredAt = at, Values = said.ToJson(), Body = "UBND huyện", PersonName = He.Name, ScanHash = new string('0', 64), ScanName = "a.pdf",
                ScanType = "application/pdf", Dong = 405_000,
            },
            new Entitlement
            {
                Id = Guid.NewGuid(), BeneficiaryId = db.Beneficiaries.Single().Id, TenantPath = "38.400.16063", CategoryCode = "6.n.adult", CoefficientHundredths = 150, Level = new(270_000), MonthlyAmount = new(405_000), StartMonth = 202101, EndMonth = 202106,
                DecisionId = entry, Source = EntitlementSource.DirectEntry, ReceiverName = He.Name, Status = EntitlementStatus.Ended, RecordedAt = at,
            }));

        Assert.Contains("Trợ cấp xã hội hàng tháng: 405.000 đồng/tháng, từ tháng 01/2021 đến hết tháng 06/2021. Quyết định số 05/QĐ-UBND ngày 04/01/2021.", (await OpenAsync(host.NewClient(), code)).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_ByTheNumberOfADeadPerson_OpensNothing()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var code = await DecidedAsync(new OutcomeRun(host));
        await SaveAsync(host, db => db.Beneficiaries.Single().DiedOn = new DateOnly(2022, 10, 1));

        var page = await OpenAsync(host.NewClient(), code);

        Assert.Equal("Chưa có chế độ nào ghi theo số của ông/bà", page.Heading);
        Assert.DoesNotContain(He.Name, page.Main, StringComparison.Ordinal);
    }

    // What came back, what is taken back and by which decision, and a hold; of somebody in a group that nobody may guess.
    [Fact]
    public async Task Page_OfASensitiveGroup_TellsReasonsNeutrally()
    {
        await using var run = await SendRun.StartAsync();
        var flow = run.Pay.Flow;
        var code = await DecidedAsync(flow);
        var sensitive = await run.Host.WithAsync(async s => (await RuleTables.ReadAsync(s.GetRequiredService<NodeDb>(), default)).On(new DateOnly(2022, 10, 5)).CategoriesIn(new PayMonth(202210), "").First(c => c.Sensitive).Code);
        var ward = await flow.ReceivingAsync(new Person("Bé Số 1", "2015-03-01", "038215000001"), sensitive, 900_000);
        await SaveAsync(run.Host, db =>
        {
            db.PersonLinks.Add(Link(ward, null));
            db.OneOffPayments.Add(new OneOffPayment
            {
                Id = Guid.NewGuid(), TenantPath = flow.Dossiers.Commune, BeneficiaryId = ward, Kind = OneOffKind.Recovery, PersonName = "Bé Số 1", ReceiverName = "Bé Số 1", Amount = new(200_000), FromMonth = 202208, ToMonth = 202209, DueMonth = 202212,
                DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = new VietnamTime(run.Host.Clock).UtcNow,
            });
        });
        var list = await run.SentAsync(202211);
        await run.TellAsync(list, [.. (await run.LinesAsync(list.Id)).Select(l => ToldFile.Not(l, "R01"))]);

        var client = run.Host.NewClient();
        await OpenAsync(client, code);
        var page = await PageReader.OpenAsync(client, "/cua-toi?nguoi=2");

        Assert.All(new[] { "Chưa nhận: không đến nhận, vắng mặt. Sẽ cộng vào danh sách tháng sau", "Trừ lại tiền đã nhận của các tháng 08/2022–09/2022 mà không được hưởng: còn 200.000 đồng" }, t => Assert.Contains(t, page.Main, StringComparison.Ordinal));
        Assert.All(new[] { "HIV", sensitive, "Điều 5" }, t => Assert.DoesNotContain(t, page.Document.Body!.TextContent, StringComparison.OrdinalIgnoreCase));
    }

    internal static async Task<string> DecidedAsync(OutcomeRun flow)
    {
        var id = await flow.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, He);
        await flow.DecidedAsync(id, He.With(DisabilityDegree.Severe, new DateOnly(2022, 9, 5)));
        return (await flow.Dossiers.LoadAsync(id)).Code;
    }

    internal static async Task<Guid> WardAsync(NodeHost host, int n, string born, string relation = "") => await new PayRun(host).GrantedAsync(
        new Person($"Bé Số {n}", born, $"03821500000{n}"), new AwardRow(EntitlementKind.Assistance, "1.a", 250, 1, new(360_000), new(900_000), new(202206), relation.Length > 0 ? new Receiver(He.Name, He.Number, relation) : new Receiver($"Bé Số {n}", "", "")));

    internal static PersonLink Link(Guid ward, DateOnly? to) => new()
    {
        Id = Guid.NewGuid(), BeneficiaryId = ward, TenantPath = "38.400.16063", Role = LinkRole.Guardian, FullName = He.Name, Number = He.Number, From = new DateOnly(2022, 1, 1), To = to,
    };

    private static Task SaveAsync(NodeHost host, Action<NodeDb> change) => new PayRun(host).SaveAsync(change);

    internal static Task<PageReader> OpenAsync(HttpClient client, string code) => TryAsync(client, code, He.Number, "15", "3", "1982");

    internal static async Task<PageReader> TryAsync(HttpClient client, string code, string number, string day, string month, string year, string phone = "") =>
        await (await PageReader.OpenAsync(client, "/cua-toi/vao")).SubmitAsync(new Dictionary<string, object?> { ["ma"] = code, ["so"] = number, ["BirthDay"] = day, ["BirthMonth"] = month, ["BirthYear"] = year, ["Phone"] = phone });
}
