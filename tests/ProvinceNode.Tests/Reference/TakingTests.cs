using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Reference.Taking;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Payments;
using Protos.Reference.Packs;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Reference;

/// <summary>All people of a commune that a pack ends go over at once: everybody, as he is, each month paid once; and who cannot go is told.</summary>
[Collection(UnitsAlone.Name)]
public sealed class TakingTests : IAsyncLifetime
{
    private static readonly DateOnly Ends = new(2025, 12, 1);
    private static readonly List<string[]> Lines = [.. PackTables.Shipped(PackKind.Units)[PackTables.Units].Split('\n').Where(l => l.StartsWith("commune,", StringComparison.Ordinal)).Select(l => l.Split(',')).Where(l => l[4] == "38")];
    private static readonly string[] Gone = Lines[0];
    private static readonly string From = $"38.{Gone[1]}";
    private static readonly string To = $"38.{Lines[1][1]}";
    private static readonly string Other = $"38.{Lines[2][1]}";

    private readonly PackPress _press = new();
    private NodeHost _node = null!;
    private PayRun _pay = null!;

    public async Task InitializeAsync()
    {
        _node = await NodeHost.StartAsync(_press.Settings(new DateOnly(2025, 8, 4)));
        _pay = new PayRun(_node);
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        _press.Dispose();
    }

    [Fact]
    public async Task People_OfACommuneWithOneSuccessor_GoOverWholeAndEachMonthIsPaidOnce()
    {
        var paid = await ReceivingAsync(1, From, 202509);
        await ListedAsync(From, 202509);
        // Decided after the list of September was made: he waits for the next one, which another commune makes.
        var (missed, ended, own) = (await ReceivingAsync(2, From, 202509), await ReceivingAsync(3, From, 202509), await ReceivingAsync(4, To, 202509));
        await _node.WithDbAsync(db => db.Beneficiaries.Where(b => b.Id == ended).ExecuteUpdateAsync(b => b.SetProperty(x => x.Status, EntitlementStatus.Ended)));
        await _node.WithDbAsync(db => db.Entitlements.Where(e => e.BeneficiaryId == ended).ExecuteUpdateAsync(e => e.SetProperty(x => x.Status, EntitlementStatus.Ended).SetProperty(x => x.EndMonth, 202508)));
        var before = await TermsAsync(paid, missed, ended);
        await TakePackAsync($"commune,{Gone[1]},{Lines[1][1]},whole\n");
        _node.Clock.SetDay(new DateOnly(2025, 9, 10));

        var page = await OpenAsync();
        Assert.Contains("3 người: 2 đang hưởng, 0 tạm dừng, 1 đã thôi hưởng", page.Main, StringComparison.Ordinal);
        Assert.Contains($"cả sổ chuyển sang {Lines[1][2]}", page.Main, StringComparison.Ordinal);
        Assert.Contains("Đang chuyển 3 người", (await (await page.SubmitAsync(button: "Xem ai chuyển")).SubmitAsync(button: "Chuyển 3 người")).Main, StringComparison.Ordinal);
        await WorkAsync();

        Assert.Contains("Đã chuyển xong: 3 trên 3 người", (await OpenAsync()).Main, StringComparison.Ordinal);
        Assert.Equal((0, 4), await _node.WithDbAsync(async db => (await db.Beneficiaries.CountAsync(b => b.TenantPath == From || b.CommuneCode == Gone[1]), await db.Beneficiaries.CountAsync(b => b.TenantPath == To && b.CommuneCode == Lines[1][1]))));
        Assert.Equal(before, await TermsAsync(paid, missed, ended));
        Assert.All(await _node.WithDbAsync(db => db.Entitlements.Where(e => e.BeneficiaryId != own).ToListAsync()), e => Assert.Equal((To, From), (e.TenantPath, e.FormerPath)));
        var acts = await _node.WithDbAsync(db => db.Acts.Where(a => a.Kind == ActKinds.CommuneTake && a.Subject.StartsWith("beneficiary/")).Select(a => a.Subject).ToListAsync());
        Assert.Equal(new[] { paid, missed, ended }.Select(p => $"beneficiary/{p:D}").Order(), acts.Order());
        Assert.DoesNotContain("người trong sổ đối tượng", (await PageReader.OpenAsync(await _node.SignInAsync(Roles.ProvinceLeader, "38"), "/goi-tham-chieu/units/1")).Main, StringComparison.Ordinal);

        // The new commune began a month later than the old one.
        await ListedAsync(To, 202510);
        Assert.Equal(("202509 202510", "202509 202510", "202510"), (await MonthsAsync(paid), await MonthsAsync(missed), await MonthsAsync(own)));
        Assert.Empty(await MonthsAsync(ended));
    }

    // The old commune paid on paper while the new one had begun: those months are not paid again.
    [Fact]
    public async Task People_OfACommuneThatBeganLater_AreNotPaidAgainWhatPaperPaid()
    {
        var (person, own) = (await ReceivingAsync(1, From, 202509), await ReceivingAsync(2, To, 202509));
        await ListedAsync(To, 202509);
        await ListedAsync(From, 202510);
        await ListedAsync(To, 202510);
        await TakePackAsync($"commune,{Gone[1]},{Lines[1][1]},whole\n");
        await (await (await OpenAsync()).SubmitAsync(button: "Xem ai chuyển")).SubmitAsync(button: "Chuyển 1 người");
        await WorkAsync();
        await ListedAsync(To, 202511);

        Assert.Equal(("202510 202511", "202509 202510 202511"), (await MonthsAsync(person), await MonthsAsync(own)));
    }

    [Fact]
    public async Task People_OfADividedCommune_GoByVillageAndWhoCannotStaysAndIsTold()
    {
        var (one, two, three, busy) = (await ReceivingAsync(1, From, 202509, "Thôn Đông"), await ReceivingAsync(2, From, 202509, "thôn  Tây"), await ReceivingAsync(3, From, 202509, "Thôn Nam"), await ReceivingAsync(4, From, 202509, "Thôn Đông"));
        await _pay.Flow.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, PayRun.Somebody(4), From);
        await TakePackAsync($"commune,{Gone[1]},{Lines[1][1]},part\ncommune,{Gone[1]},{Lines[2][1]},part\n");

        var page = await OpenAsync();
        Assert.Contains("1 người có hồ sơ đang giải quyết", page.Main, StringComparison.Ordinal);
        Assert.Contains("Hãy chọn đơn vị tiếp nhận", Assert.Single((await page.SubmitAsync(button: "Xem ai chuyển")).Problems), StringComparison.Ordinal);
        var wrong = await StartAsync(("Thôn Đông", Lines[3][1]));
        Assert.True(wrong.Has(TakingProblems.NotSuccessor));
        var run = (await StartAsync(("Thôn Đông", Lines[1][1]), ("Thôn Tây", Lines[2][1]))).Value;
        Assert.Equal(2, run.Total);
        Assert.True((await StartAsync(("Thôn Đông", Lines[1][1]))).Has(TakingProblems.Running));

        // The node stops after the first; the next turn goes on with who is left, and nobody goes over twice.
        var left = await _node.WithAsync(s => s.GetRequiredService<WorkTaking>().LeftAsync(run.Id, default));
        Assert.Equal([(one, To), (two, Other)], left.Select(l => (l.Id, l.To)).OrderBy(l => l.To, StringComparer.Ordinal));
        var first = left.Single(l => l.Id == one);
        Assert.True(await _node.WithAsync(s => s.GetRequiredService<WorkTaking>().PersonAsync(run.Id, first, default)));
        Assert.False(await _node.WithAsync(s => s.GetRequiredService<WorkTaking>().PersonAsync(run.Id, first, default)));
        await WorkAsync();

        Assert.Equal([To, Other, From, From], await _node.WithDbAsync(async db => new[] { one, two, three, busy }.Select(p => db.Beneficiaries.Single(b => b.Id == p).TenantPath).ToArray()));
        Assert.Equal((TakingState.Done, 2), await _node.WithDbAsync(async db => await db.CommuneTakings.SingleAsync() is var done ? (done.State, done.Moved) : default));
        Assert.Equal(2, await _node.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.CommuneTake && a.Subject.StartsWith("beneficiary/"))));
        Assert.Contains("2 người: 2 đang hưởng", (await OpenAsync()).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taking_ByWhoMayNotOrIntoACommuneThatIsNotThere_IsRefused()
    {
        await ReceivingAsync(1, From, 202509);
        await TakePackAsync($"commune,{Gone[1]},99001,whole\n", "commune,99001,Xã Thử Nghiệm,Xã,38\n");

        var page = await OpenAsync();
        Assert.Contains("Đơn vị kế tiếp do chính gói này lập", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Lập đơn vị mới của gói", page.Main, StringComparison.Ordinal); // a leader's
        Assert.Null(page.Document.QuerySelector("#chuyen"));
        Assert.True((await StartAsync()).Has(TakingProblems.NoSuccessor));
        var address = new Uri($"/goi-tham-chieu/tiep-nhan/1/{Gone[1]}", UriKind.Relative);
        Assert.Equal(HttpStatusCode.NotFound, (await (await _node.SignInAsync(Roles.SocialOfficer, To)).GetAsync(address)).StatusCode);
        Assert.Null((await PageReader.OpenAsync(await _node.SignInAsync(Roles.Administrator, "38"), address.OriginalString)).Document.QuerySelector("#chuyen"));
        Assert.Equal(HttpStatusCode.NotFound, (await (await _node.SignInAsync(Roles.ProvinceOfficer, "38")).GetAsync(new Uri($"/goi-tham-chieu/tiep-nhan/1/{Lines[1][1]}", UriKind.Relative))).StatusCode);
        Assert.Equal(0, await _node.WithDbAsync(db => db.CommuneTakings.CountAsync()));
    }

    [Fact]
    public async Task Choice_OfACommuneThatDoesNotTakeOver_IsToldAtItsVillageAndTheOthersStay()
    {
        await ReceivingAsync(1, From, 202509, "Thôn Đông");
        await ReceivingAsync(2, From, 202509, "");
        await TakePackAsync($"commune,{Gone[1]},{Lines[1][1]},part\ncommune,{Gone[1]},{Lines[2][1]},part\n");
        var page = await OpenAsync();

        // In the page's order: who has no village first.
        var wrong = await page.SubmitAsync(new Dictionary<string, object?> { ["To"] = new[] { Lines[1][1], "99999" } }, button: "Xem ai chuyển");

        Assert.StartsWith("Thôn Đông: đơn vị đã chọn không phải", Assert.Single(wrong.Problems), StringComparison.Ordinal);
        Assert.StartsWith("Thôn Đông:", wrong.ProblemAt("to-1"), StringComparison.Ordinal);
        Assert.Equal(Lines[1][1], wrong.Document.QuerySelector("#f-to-0 option[selected]")!.GetAttribute("value"));
        Assert.Contains("Hãy chọn đơn vị tiếp nhận", (await page.SubmitAsync(new Dictionary<string, object?> { ["Village"] = new[] { "không có", new string('x', 100_000) }, ["To"] = new[] { Lines[1][1], Lines[1][1] } }, button: "Xem ai chuyển")).ProblemAt("to-0"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await page.SubmitAsync(new Dictionary<string, object?> { ["__RequestVerificationToken"] = null }, button: "Xem ai chuyển")).Status);

        var good = new Dictionary<string, object?> { ["To"] = new[] { Lines[1][1], "" } };
        var seen = await page.SubmitAsync(good, button: "Xem ai chuyển");
        Assert.Contains("Đang chuyển 1 người", (await seen.SubmitAsync(button: "Chuyển 1 người")).Main, StringComparison.Ordinal);
        // The same page sent again while it runs, then from the page of before.
        Assert.Contains("Đang chuyển người của đơn vị này", Assert.Single((await page.SubmitAsync(good, button: "Xem ai chuyển")).Problems), StringComparison.Ordinal);
        await WorkAsync();
        Assert.Contains("Hãy chọn đơn vị tiếp nhận", Assert.Single((await page.SubmitAsync(good, button: "Xem ai chuyển")).Problems), StringComparison.Ordinal);
        Assert.Equal(1, await _node.WithDbAsync(db => db.CommuneTakings.CountAsync()));
    }

    // Names of villages are as people typed them: more rows than a form takes unless told.
    [Fact]
    public async Task Choice_OfAThousandVillages_IsTakenWhole()
    {
        await _node.WithDbAsync(async db =>
        {
            db.Beneficiaries.AddRange(Enumerable.Range(1, 1100).Select(n =>
            {
                var person = Sample.Beneficiary(From, $"Lê Thị {n}", $"38-{Gone[1]}-{n:000000}");
                person.Village = $"Thôn {n}";
                return person;
            }));
            return await db.SaveChangesAsync();
        });
        await TakePackAsync($"commune,{Gone[1]},{Lines[1][1]},part\ncommune,{Gone[1]},{Lines[2][1]},part\n");

        var page = await (await OpenAsync()).SubmitAsync(new Dictionary<string, object?> { ["To"] = Enumerable.Repeat(Lines[1][1], 1100).ToList() }, button: "Xem ai chuyển");

        Assert.Contains("Đang chuyển 1100 người", (await page.SubmitAsync(button: "Chuyển 1100 người")).Main, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("380.14758")]
    [InlineData("99999")]
    [InlineData("%20")]
    public async Task Address_OfNoCommune_IsNotFound(string commune)
    {
        await TakePackAsync($"commune,{Gone[1]},{Lines[1][1]},whole\n");
        var officer = await _node.SignInAsync(Roles.ProvinceOfficer, "38");
        Assert.Equal(HttpStatusCode.NotFound, (await PageReader.OpenAsync(officer, $"/goi-tham-chieu/tiep-nhan/1/{commune}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await PageReader.OpenAsync(officer, $"/goi-tham-chieu/tiep-nhan/7/{Gone[1]}")).Status);
    }

    private async Task<Guid> ReceivingAsync(int number, string commune, int start, string village = "Thôn 1")
    {
        var id = await _pay.Flow.ReceivingAsync(PayRun.Somebody(number), monthly: 750_000, start: start, commune: commune);
        await _node.WithDbAsync(db => db.Beneficiaries.Where(b => b.Id == id).ExecuteUpdateAsync(b => b.SetProperty(x => x.Village, village)));
        return id;
    }

    private async Task ListedAsync(string commune, int month)
    {
        _node.Clock.SetDay(new PayMonth(month).AddMonths(-1).FirstDay.AddDays(20));
        var (accountant, head) = (_pay.Flow.Dossiers.Official(Roles.Accountant, commune), _pay.Flow.Dossiers.Official(Roles.DivisionHead, commune));
        var period = LevelRun.Must(await _pay.OpenAsync(month, accountant)).Id;
        LevelRun.Must(await _pay.AskAsync(period, by: accountant));
        await _pay.WorkAsync();
        foreach (var list in await _pay.ListsAsync(period))
        {
            LevelRun.Must(await _pay.ApproveAsync(list.Id, head));
        }

        await _pay.ToldAsync(ProvinceNode.Payments.ClaimState.Paid);
    }

    private async Task<string> MonthsAsync(Guid person) => string.Join(' ', (await _pay.ClaimsAsync(person)).Select(c => c.Month).Order());

    // All that a version says but where it lies.
    private Task<string> TermsAsync(params Guid[] people) => _node.WithDbAsync(async db => string.Join('|', (await db.Entitlements.AsNoTracking().Where(e => people.Contains(e.BeneficiaryId)).ToListAsync()).OrderBy(e => e.Id)
        .Select(e => $"{e.Id} {e.BeneficiaryId} {e.CategoryCode} {e.MonthlyAmount} {e.StartMonth}-{e.EndMonth} {e.Status} {e.DecisionId} {e.ReceiverName} {e.MethodCode}")));

    private async Task TakePackAsync(string after, string more = "") => Assert.Empty((await PackPress.TakeAsync(_node, _press.Press(PackKind.Units, 1, Ends, texts =>
    {
        texts[PackTables.Units] = PackPress.Edited(texts[PackTables.Units], string.Join(',', Gone) + "\n", "") + more;
        texts[PackTables.Succession] = "old_level,old_code,new_commune_code,share\n" + after;
    }))).Faults.Select(f => f.Words));

    private async Task<PageReader> OpenAsync() => await PageReader.OpenAsync(await _node.SignInAsync(Roles.ProvinceOfficer, "38"), $"/goi-tham-chieu/tiep-nhan/1/{Gone[1]}");

    private Task<Outcome<CommuneTaking>> StartAsync(params (string Village, string To)[] chosen) => _node.WithAsync(async s =>
    {
        var official = _pay.Flow.Dossiers.Official(Roles.ProvinceOfficer, "38");
        var prepared = await s.GetRequiredService<PrepareTaking>().HandleAsync(1, Gone[1], chosen.ToDictionary(c => CommuneTaking.KeyOf(c.Village), c => c.To), official, default);
        return prepared.Succeeded ? await s.GetRequiredService<StartTaking>().HandleAsync(prepared.Value.Id, prepared.Value.Total, official, default) : prepared;
    });

    private Task WorkAsync() => _node.App.Services.GetRequiredService<WorkTakingJob>().RunOnceAsync(default);
}
