using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Citizens.Own;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Receiving;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Payments;
using ProvinceNode.Tests.Payments.Sending;
using TestSupport;

namespace ProvinceNode.Tests.Citizens;

/// <summary>A citizen asks for another way of being paid where he reads how he is paid; and each proof by which a file is opened stands on record.</summary>
public sealed class OwnWayTests
{
    private const string Here = "/cua-toi/cach-nhan";
    private static readonly Person He = Person.Disabled;

    [Fact]
    public async Task Request_OfTheCitizen_IsCheckedAtTheBankSettledByTheAccountantAndFollowed()
    {
        await using var run = await SendRun.StartAsync();
        var code = await OwnPageTests.DecidedAsync(run.Pay.Flow);
        var person = await run.Host.WithDbAsync(db => db.Beneficiaries.Select(b => b.Id).SingleAsync());
        await run.World.TellAsync("/quan-tri/ngan-hang/tai-khoan", new JsonArray(new JsonObject { ["number"] = "0123456789", ["bank"] = "Agribank", ["holder"] = "NGUYEN VAN THUY", ["closed"] = false }));
        var client = run.Host.NewClient();
        Assert.Equal("/cua-toi/vao", (await PageReader.OpenAsync(client, Here)).Address.AbsolutePath);
        var own = await OwnPageTests.OpenAsync(client, code);
        Assert.NotNull(own.Document.QuerySelector($"main a[href='{Here}?nguoi=1']"));

        var page = await (await PageReader.OpenAsync(client, $"{Here}?nguoi=1")).SubmitAsync(new Dictionary<string, object?> { ["To"] = "Bank", ["AccountNumber"] = "12 34", ["AccountHolder"] = "Trần Văn Lạ" }, "form:has([name=To])");
        Assert.All(new[] { "AccountNumber", "Bank", "AccountHolder" }, f => Assert.NotNull(page.ProblemAt(f)));
        page = await page.SubmitAsync(new Dictionary<string, object?> { ["AccountNumber"] = "0123456789", ["Bank"] = "Agribank", ["AccountHolder"] = "Nguyễn Văn Thủy" }, "form:has([name=To])");
        Assert.Contains("Đã nhận yêu cầu", page.Main, StringComparison.Ordinal);
        Assert.Contains("Ngân hàng đã xác nhận", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789", page.Main, StringComparison.Ordinal);

        // The same request as any: it waits for the accountant, who sees who asked.
        var asked = await run.Host.WithDbAsync(db => db.MethodChanges.AsNoTracking().SingleAsync());
        Assert.Equal((MethodChangeState.Requested, PayMethod.Bank, Guid.Empty, ""), (asked.State, asked.To, asked.RecordedById, asked.ReceiverNumber));
        Assert.Contains($"dossier-owner {code}", await run.Host.WithDbAsync(db => db.Acts.Where(a => a.Kind == ActKinds.PaymentMethod).Select(a => a.Evidence).SingleAsync()), StringComparison.Ordinal);
        var accountant = await run.Host.SignInAsync(Roles.Accountant, run.Pay.Holder);
        Assert.Contains(He.Name, (await PageReader.OpenAsync(accountant, "/chi-tra/cach-nhan-tien")).Main, StringComparison.Ordinal);
        var settling = await PageReader.OpenAsync(accountant, $"/doi-tuong/{person:D}/nhan-tien");
        Assert.Contains("tự yêu cầu trên trang của mình", settling.Main, StringComparison.Ordinal);
        Assert.Contains("Đã áp dụng", (await settling.SubmitAsync(button: "Chấp nhận")).Main, StringComparison.Ordinal);
        Assert.Equal(PayMethod.Bank, Assert.Single(await run.Pay.ListsAsync(await run.Pay.ListedAsync(202211))).Method);
        Assert.Contains("Tài khoản ngân hàng", (await PageReader.OpenAsync(client, Here)).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_ThatWaits_IsTakenBackByTheCitizenAndMayBeAskedAnew()
    {
        await using var run = await SendRun.StartAsync();
        var client = run.Host.NewClient();
        await OwnPageTests.OpenAsync(client, await OwnPageTests.DecidedAsync(run.Pay.Flow));
        var home = new Dictionary<string, object?> { ["To"] = "CashHome", ["Reason"] = "Không đi lại được, sống một mình" };

        var page = await (await PageReader.OpenAsync(client, Here)).SubmitAsync(home, "form:has([name=To])");
        Assert.Null(page.Document.QuerySelector("main form [name=To]"));
        page = await page.SubmitAsync(button: "Rút yêu cầu");
        Assert.Contains("Đã rút yêu cầu", page.Main, StringComparison.Ordinal);
        await page.SubmitAsync(home, "form:has([name=To])");

        Assert.Equal([MethodChangeState.Withdrawn, MethodChangeState.Requested], await run.Host.WithDbAsync(db => db.MethodChanges.OrderBy(c => c.RecordedAt).Select(c => c.State).ToListAsync()));
    }

    // A father asks for the child whose money he takes, not for what somebody else takes for his ward.
    [Fact]
    public async Task Request_ForAnother_IsOpenToWhoTakesTheMoneyAlone()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var code = await OwnPageTests.DecidedAsync(new OutcomeRun(host));
        var ward = await OwnPageTests.WardAsync(host, 1, "2014-03-01");
        var child = await OwnPageTests.WardAsync(host, 3, "2015-03-01", "Cha");
        await new PayRun(host).SaveAsync(db => db.PersonLinks.Add(OwnPageTests.Link(ward, null)));
        var client = host.NewClient();
        await OwnPageTests.OpenAsync(client, code);

        var page = await PageReader.OpenAsync(client, $"{Here}?nguoi=2");
        Assert.Contains("Người đang nhận tiền yêu cầu trên trang của mình", page.Main, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("main form [name=To]"));
        var refused = await host.WithAsync(s => s.GetRequiredService<OwnWayChange>().AskAsync(new(ward, He.Number, false, "x"), new(PayMethod.CashHome, "", "", "", "Không đi lại được"), default), "38");
        Assert.True(refused.Has(ReceivingProblems.NotHis));

        page = await (await PageReader.OpenAsync(client, $"{Here}?nguoi=3")).SubmitAsync(new Dictionary<string, object?> { ["To"] = "CashHome", ["Reason"] = "Cháu không đi lại được" }, "form:has([name=To])");
        Assert.Contains("Đã nhận yêu cầu", page.Main, StringComparison.Ordinal);
        Assert.Equal((child, He.Number), await host.WithDbAsync(db => db.MethodChanges.Select(c => ValueTuple.Create(c.BeneficiaryId, c.ReceiverNumber)).SingleAsync()));
    }

    [Fact]
    public async Task Readings_ByDistinctProofs_AreEachRecordedAndTold()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var code = await OwnPageTests.DecidedAsync(new OutcomeRun(host));
        await new PayRun(host).SaveAsync(db =>
        {
            var dossier = db.Dossiers.Single();
            dossier.Applicant = dossier.Applicant with { IsOwner = false, CitizenId = "038185000777", Phone = "0912000111" };
            db.PersonLinks.Add(new PersonLink { Id = Guid.NewGuid(), BeneficiaryId = db.Beneficiaries.Single().Id, TenantPath = "38.400.16063", Role = LinkRole.Guardian, FullName = "Lê Thị Mẹ", Number = "038185000777" });
        });

        await OwnPageTests.OpenAsync(host.NewClient(), code);
        await OwnPageTests.OpenAsync(host.NewClient(), code);
        await OwnPageTests.TryAsync(host.NewClient(), code, "038185000777", "1", "2", "1985", "0912 000 111");
        var page = await OwnPageTests.OpenAsync(host.NewClient(), code);

        Assert.Equal([$"dossier-owner {code}", $"dossier-phone {code}"], await host.WithDbAsync(db => db.Acts.Where(a => a.Kind == ActKinds.ViewOwn).OrderBy(a => a.Sequence).Select(a => a.Evidence).ToListAsync()));
        Assert.All([$"Người đứng tên hồ sơ {code}", $"Người khai thay hồ sơ {code}, có số định danh và số điện thoại"], t => Assert.Contains(t, page.Main, StringComparison.Ordinal));
        Assert.Equal("Người đăng nhập bằng VNeID", OwnViews.Reader("vneid 2"));
        Assert.Equal("Người có mã hồ sơ, số định danh và ngày sinh", OwnViews.Reader(""));
    }
}
