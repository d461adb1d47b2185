using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Disability;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Disability;

/// <summary>What happens to certificates after they are issued: exchange, loss, six years, withdrawal, and the appraisal that reads them.</summary>
public sealed class CertificateFlowTests
{
    private static readonly DateOnly Pilot = new(2022, 10, 5);

    [Theory]
    [InlineData("2022-10-05")]
    [InlineData("2026-11-23")]
    public async Task Lost_IsIssuedAgainWithoutACouncil_AndTheOldIsReplaced(string day)
    {
        await using var host = await NodeHost.StartAsync(new() { Day = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture) });
        var run = new CouncilRun(host);
        var first = await run.CertifyAsync();
        await run.FileAsync(Procedures.CertificateExchange);
        var filed = await run.Dossiers.LoadAsync(run.Id);

        CouncilRun.Must(await CheckAsync(run, ExchangeReasons.Lost, first.Id));
        CouncilRun.Must(await run.IssueAsync());

        Assert.Equal((DossierStatus.UnderCertificateCheck, filed.DueOn), (filed.Status, filed.StepDueOn));
        var second = await run.CertificateAsync();
        Assert.Equal(first.Number[..^6] + "000002", second.Number);
        Assert.Equal((first.Degree, first.Types, first.Basis), (second.Degree, second.Types, second.Basis));
        var old = await host.WithDbAsync(db => db.DisabilityCertificates.Include(c => c.History).SingleAsync(c => c.Id == first.Id));
        Assert.Equal(CertificateState.Replaced, old.State);
        Assert.Equal(second.Number, Assert.Single(old.History).OtherNumber);
    }

    [Fact]
    public async Task Member_OfAHousehold_IsDisabledWhileHisCertificateStands()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new CouncilRun(host);
        await host.WithDbAsync(async db =>
        {
            var place = new HouseholdFacts(run.Dossiers.Commune, TenantPath.Parse(run.Dossiers.Commune).UnitCode, "Thôn 1", "HN-1");
            await Households.KeepAsync(db, place, new MemberFacts("Nguyễn Văn Chủ"), [new MemberFacts("Nguyễn Văn Thủy", "038082000102")], null, default);
            return await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, new VietnamTime(host.Clock).UtcNow), default);
        });
        Task<Household> HouseholdAsync() => host.WithDbAsync(db => db.Households.AsNoTracking().Include(h => h.Members).SingleAsync());

        var certificate = await run.CertifyAsync();
        var standing = await HouseholdAsync();
        await host.WithAsync(s => s.GetRequiredService<WithdrawCertificate>().Handle(new(certificate.Id, certificate.Version, CouncilRun.Text(run.Dossiers.Today), "Thanh tra kết luận sai mức độ"), run.Chairman, default), run.Chairman.Office.Value);
        var withdrawn = await HouseholdAsync();

        Assert.Equal((1, certificate.Number), (standing.DisabledOn(Pilot), standing.Members.Single(m => m.Number.Length > 0).CertificateNumber));
        Assert.Equal((0, standing.Version + 1), (withdrawn.DisabledOn(Pilot), withdrawn.Version));
    }

    [Fact]
    public async Task Changed_OrAChildOfSix_IsSentToTheCouncil()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new CouncilRun(host);
        var child = await run.CertifyAsync("2017-01-10", "038217000102", "", [.. Enumerable.Repeat(CouncilVote.ExtremelySevere, 7)]);
        host.Clock.SetDay(new DateOnly(2023, 1, 10));
        await run.FileAsync(Procedures.CertificateExchange, "2017-01-10", "038217000102");

        var six = await CheckAsync(run, ExchangeReasons.Lost, child.Id);
        var changed = await CheckAsync(run, ExchangeReasons.Changed, child.Id);
        CouncilRun.Must(await CheckAsync(run, ExchangeReasons.Lost, child.Id, eligible: false));
        CouncilRun.Must(await run.IssueAsync());

        Assert.Equal(new DateOnly(2023, 1, 9), child.ValidTo);
        Assert.Contains("đủ 6 tuổi", Assert.Single(six.Problems, p => p.Code == "exchange-whole-procedure").Message, StringComparison.Ordinal);
        Assert.True(changed.Has(DisabilityProblems.WholeProcedure));
        Assert.Equal(DossierStatus.Signed, (await run.Dossiers.LoadAsync(run.Id)).Status);
        Assert.Equal(1, await host.WithDbAsync(db => CertificatesModel.EndingBy(db, run.Dossiers.Today).CountAsync()));
    }

    [Fact]
    public async Task ListedChild_KeepsTheCertificate_AfterSix()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new CouncilRun(host);

        var child = await run.CertifyAsync("2017-01-10", "038217000102", "1.2", [.. Enumerable.Repeat(CouncilVote.ExtremelySevere, 7)]);

        Assert.Null(child.ValidTo);
        Assert.Contains("Điểm 1.2", await host.WithDbAsync(db => db.Papers.Where(p => p.Paper == "KT2").Select(p => p.Content).SingleAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PaperOfEarlierYears_IsExchanged_WithItsDataFromTheArchive()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new CouncilRun(host);
        await run.FileAsync(Procedures.CertificateExchange);

        var empty = await CheckAsync(run, ExchangeReasons.Damaged, null);
        CouncilRun.Must(await run.DoAsync(run.Officer, (s, v) => s.GetRequiredService<CheckCertificate>().Handle(
            new(run.Id, v, ExchangeReasons.Damaged, null, "38.380/2015-12", "12/03/2015", nameof(DisabilityDegree.Severe), ["2"], "Biên bản số 05 ngày 10/3/2015", true, "Khớp hồ sơ lưu"), run.Officer, default)));
        CouncilRun.Must(await run.IssueAsync());

        Assert.Equal(["disability-day", "disability-degree-needed", "disability-type-needed", "required", "required"], empty.Problems.Select(p => p.Code).Order());
        Assert.Equal("Biên bản số 05 ngày 10/3/2015", (await run.CertificateAsync()).Basis);
    }

    [Fact]
    public async Task SecondDetermination_Replaces_TheFirstCertificate()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new CouncilRun(host);
        var first = await run.CertifyAsync();
        var second = await run.CertifyAsync(votes: [.. Enumerable.Repeat(CouncilVote.ExtremelySevere, 7)]);

        var standing = await host.WithDbAsync(db => db.DisabilityCertificates.Where(c => c.State == CertificateState.Active).Select(c => c.Number).ToListAsync());

        Assert.Equal([second.Number], standing);
        Assert.NotEqual(first.Number, second.Number);
        Assert.Equal([(first.Number, PaperValidity.Superseded), (second.Number, PaperValidity.Valid)], await PapersAsync(host));
    }

    [Fact]
    public async Task NewCertificate_AfterAMove_EndsThatOfTheOtherCommune()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new CouncilRun(host);
        var first = await run.CertifyAsync();
        // As if the other commune of the district had issued it.
        await host.WithDbAsync(async db =>
        {
            (await db.DisabilityCertificates.SingleAsync()).TenantPath = "38.400.16021";
            (await db.Papers.SingleAsync(p => p.Paper == "KT6")).TenantPath = "38.400.16021";
            return await db.SaveChangesAsync();
        });

        var second = await run.CertifyAsync();

        Assert.Equal([second.Number], await host.WithDbAsync(db => db.DisabilityCertificates.Where(c => c.State == CertificateState.Active).Select(c => c.Number).ToListAsync()));
        Assert.Equal([(first.Number, PaperValidity.Superseded), (second.Number, PaperValidity.Valid)], await PapersAsync(host));
    }

    [Theory]
    [InlineData(nameof(DisabilityCertificate.Degree))]
    [InlineData(nameof(DisabilityCertificate.IssuedOn))]
    [InlineData(nameof(DisabilityCertificate.FullName))]
    public async Task Certificate_OnceSigned_IsChangedByNoDoor(string property)
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        await new CouncilRun(host).CertifyAsync();

        await Assert.ThrowsAsync<FrozenViolationException>(() => host.WithDbAsync(async db =>
        {
            var entry = db.Entry(await db.DisabilityCertificates.SingleAsync()).Property(property);
            entry.CurrentValue = entry.CurrentValue switch { DateOnly day => day.AddDays(1), string => "khác", _ => DisabilityDegree.ExtremelySevere };
            return await db.SaveChangesAsync();
        }));
    }

    [Fact]
    public async Task Certificate_OfSomebodyNotIdentified_IsNotIssued()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new CouncilRun(host);
        await run.FileAsync(Procedures.CertificateExchange);
        CouncilRun.Must(await run.DoAsync(run.Officer, (s, v) => s.GetRequiredService<CheckCertificate>().Handle(
            new(run.Id, v, ExchangeReasons.Lost, null, "1/2015", "12/03/2015", nameof(DisabilityDegree.Mild), ["2"], "Hồ sơ lưu", true, "Khớp hồ sơ lưu"), run.Officer, default)));
        await host.WithDbAsync(async db =>
        {
            (await db.Dossiers.SingleAsync(d => d.Id == run.Id)).Identity.Status = IdentityStatus.NotMatched;
            return await db.SaveChangesAsync();
        });

        Assert.True((await run.IssueAsync()).Has(DossierProblems.IdentityPending));
    }

    [Fact]
    public async Task Withdrawal_ByTheChairmanOnly_LeavesADecisionAndAnAct()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new CouncilRun(host);
        var certificate = await run.CertifyAsync();
        Task<Outcome<DisabilityCertificate>> Withdraw(SignedInOfficial official, string on) => host.WithAsync(
            s => s.GetRequiredService<WithdrawCertificate>().Handle(new(certificate.Id, certificate.Version, on, "Thanh tra kết luận sai mức độ"), official, default), official.Office.Value);

        var officer = await Withdraw(run.Officer, CouncilRun.Text(run.Dossiers.Today));
        var future = await Withdraw(run.Chairman, CouncilRun.Text(run.Dossiers.Today.AddDays(1)));
        var done = await Withdraw(run.Chairman, CouncilRun.Text(run.Dossiers.Today.AddDays(-30)));

        Assert.True(officer.Has(DossierProblems.OtherOffice));
        Assert.True(future.Has(DisabilityProblems.DayInFuture));
        Assert.True(done.Succeeded);
        var stored = await run.CertificateAsync();
        Assert.Equal(CertificateState.Withdrawn, stored.State);
        Assert.Contains("quá hạn", Assert.Single(stored.History).Why, StringComparison.Ordinal);
        Assert.Equal(1, await host.WithDbAsync(db => db.Papers.CountAsync(p => p.Paper == "KT9")));
        Assert.Equal([(certificate.Number, PaperValidity.Revoked)], await PapersAsync(host));
        var code = await host.WithDbAsync(db => db.Papers.Where(p => p.Paper == "KT6").Select(p => p.Code).SingleAsync());
        Assert.Contains("không còn giá trị", (await PageReader.OpenAsync(host.NewClient(), "/xac-minh/" + ProvinceNode.Documents.Verification.VerificationCode.Print(code))).Main, StringComparison.Ordinal);
        Assert.Equal(1, await host.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.WithdrawCertificate)));
        Assert.False((await Withdraw(run.Chairman, CouncilRun.Text(run.Dossiers.Today))).Succeeded);
    }

    [Fact]
    public async Task Numbers_OfTwoChairmenAtOnce_HaveNoGapAndNoRepeat()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var runs = Enumerable.Range(0, 4).Select(_ => new CouncilRun(host)).ToList();
        await runs[0].EstablishAsync();
        for (var i = 0; i < runs.Count; i++)
        {
            await runs[i].FileAsync(Procedures.CertificateExchange, number: $"03808200010{i}");
            CouncilRun.Must(await runs[i].DoAsync(runs[i].Officer, (s, v) => s.GetRequiredService<CheckCertificate>().Handle(
                new(runs[i].Id, v, ExchangeReasons.Lost, null, $"{i}/2015", "12/03/2015", nameof(DisabilityDegree.Mild), ["2"], "Hồ sơ lưu", true, "Khớp hồ sơ lưu"), runs[i].Officer, default)));
        }

        Assert.All(await Task.WhenAll(runs.Select(r => r.IssueAsync())), CouncilRun.Must);

        var numbers = await host.WithDbAsync(db => db.DisabilityCertificates.Select(c => c.Number).OrderBy(n => n).ToListAsync());
        Assert.Equal(Enumerable.Range(1, 4).Select(n => $"38.400.16063.{n:000000}"), numbers);
    }

    private static Task<List<(string, PaperValidity)>> PapersAsync(NodeHost host) => host.WithDbAsync(async db =>
        (await db.Papers.AsNoTracking().Where(p => p.Paper == "KT6").OrderBy(p => p.Number).ToListAsync()).ConvertAll(p => (p.Number, p.Validity)));

    private static Task<Outcome<Dossier>> CheckAsync(CouncilRun run, string reason, Guid? certificate, bool eligible = true) => run.DoAsync(run.Officer, (s, v) =>
        s.GetRequiredService<CheckCertificate>().Handle(new(run.Id, v, reason, certificate, "", "", "", [], "", eligible, "Đã đối chiếu hồ sơ lưu"), run.Officer, default));
}
