using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>The procedure 1.001776 through its verbs, in both organisations.</summary>
public sealed class FlowTests
{
    private static readonly DateOnly Pilot = new(2022, 10, 5);
    private static readonly DateOnly TwoTier = new(2026, 11, 23);

    [Fact]
    public async Task ThreeTier_WholeFlow_GrantsBySignatureAndNumbersAfter()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var flow = new FlowRun(host);
        await flow.ToAwaitingSignatureAsync();

        var signed = await flow.DoAsync(flow.Chairman, (s, v) => s.GetRequiredService<Sign>().Handle(flow.Id, v, flow.Chairman, default));

        Assert.Equal(DossierStatus.Signed, signed.Value.Status);
        var (person, entitlement, outbox) = await host.WithDbAsync(async db => (
            await db.Beneficiaries.SingleAsync(), await db.Entitlements.SingleAsync(), await db.Outbox.AsNoTracking().ToListAsync()));
        Assert.Equal(540_000, person.MonthlyAmount.Amount);   // T3: 1,5 x 360.000
        Assert.Equal("6.n.adult", entitlement.CategoryCode);
        Assert.Equal(202209, entitlement.StartMonth);         // month of the certificate, Decree 20 Art. 8(1)(đ)
        Assert.Equal([1, 2, 3, 4], outbox.Select(o => o.Kind).Order());

        await flow.DoAsync(flow.Clerk, (s, v) => s.GetRequiredService<Number>().Handle(flow.Id, v, flow.Clerk, default));
        var done = await flow.DoAsync(flow.Desk, (s, v) => s.GetRequiredService<HandOver>().Handle(new(flow.Id, v, "Nguyễn Văn Thủy", ""), flow.Desk, default));
        Assert.Equal(DossierStatus.HandedOver, done.Value.Status);
        var papers = await host.WithDbAsync(db => db.Papers.OrderBy(p => p.Paper).Select(p => p.Paper + " " + p.Number).ToListAsync());
        Assert.Equal(["D01 01/TNHS", "D08 01/BB-UBND", "D09 ", "D10 02/BB-UBND", "D11 ", "D12 ", "D13 ", "D14 01/QĐ-UBND", "D21 "], papers);
    }

    [Fact]
    public async Task TwoTier_WholeFlow_SkipsTheDistrict()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = TwoTier });
        var flow = new FlowRun(host);
        await flow.ToAwaitingSignatureAsync();

        var dossier = await flow.Dossiers.LoadAsync(flow.Id);

        Assert.DoesNotContain(dossier.Steps, s => s.Verb == ActKinds.Forward);
        Assert.Contains(dossier.Steps, s => s.Verb == ActKinds.Appraise && s.OfficeName == "Phòng Văn hóa – Xã hội xã Hoa Lộc");
        var signed = await flow.DoAsync(flow.Chairman, (s, v) => s.GetRequiredService<Sign>().Handle(flow.Id, v, flow.Chairman, default));
        Assert.True(signed.Succeeded);
        Assert.Equal(810_000, await host.WithDbAsync(db => db.Beneficiaries.Select(b => b.MonthlyAmount).SingleAsync()) is var m ? m.Amount : 0); // T13
    }

    [Fact]
    public async Task ThreeTier_DueDate_IsTwentyTwoWorkingDays()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var flow = new FlowRun(host);
        await flow.SubmitAsync();
        await flow.ReceiveAsync();
        Assert.Equal(new DateOnly(2022, 11, 4), (await flow.Dossiers.LoadAsync(flow.Id)).DueOn);
    }

    [Fact]
    public async Task Sign_IdentityPending_DemandsMatchOrOverride()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var flow = new FlowRun(host);
        await flow.ToAwaitingSignatureAsync(match: false);

        var refused = await flow.DoAsync(flow.Chairman, (s, v) => s.GetRequiredService<Sign>().Handle(flow.Id, v, flow.Chairman, default));
        Assert.True(refused.Has(DossierProblems.IdentityPending));
        Assert.Equal(0, await host.WithDbAsync(db => db.Beneficiaries.CountAsync()));

        await flow.DoAsync(flow.Appraiser, (s, v) => s.GetRequiredService<OverrideIdentity>().Handle(new(flow.Id, v, "Đã đối chiếu bản gốc căn cước"), flow.Appraiser, default));
        var signed = await flow.DoAsync(flow.Chairman, (s, v) => s.GetRequiredService<Sign>().Handle(flow.Id, v, flow.Chairman, default));
        Assert.True(signed.Succeeded);
        Assert.Equal("Overridden", await host.WithDbAsync(db => db.Beneficiaries.Select(b => b.IdentityStatus).SingleAsync()));
    }

    [Fact]
    public async Task Sign_SamePersonAlreadyReceives_IsRefused()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var first = new FlowRun(host);
        await first.ToAwaitingSignatureAsync();
        await first.DoAsync(first.Chairman, (s, v) => s.GetRequiredService<Sign>().Handle(first.Id, v, first.Chairman, default));
        var second = new FlowRun(host);
        await second.ToAwaitingSignatureAsync();

        var refused = await second.DoAsync(second.Chairman, (s, v) => s.GetRequiredService<Sign>().Handle(second.Id, v, second.Chairman, default));

        Assert.True(refused.Has(DossierProblems.Duplicate));
        Assert.Equal(1, await host.WithDbAsync(db => db.Entitlements.CountAsync()));
    }

    [Fact]
    public async Task Sign_ByTheAppraiser_IsRefused()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var flow = new FlowRun(host);
        await flow.ToAwaitingSignatureAsync();
        var both = flow.Dossiers.Official(Roles.Chairman, flow.Dossiers.DecidingOffice, flow.Appraiser.Id);
        var refused = await flow.DoAsync(both, (s, v) => s.GetRequiredService<Sign>().Handle(flow.Id, v, both, default));
        Assert.True(refused.Has(DossierProblems.FourEyes));
    }

    [Fact]
    public async Task ClosePosting_BeforeTwoWorkingDays_IsRefused()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var flow = new FlowRun(host);
        await flow.SubmitAsync();
        await flow.ReceiveAsync();
        await flow.ReviewAsync();
        await flow.OpenPostingAsync();
        host.Clock.SetDay(Pilot.AddDays(1));
        var refused = await flow.DoAsync(flow.Officer, (s, v) => s.GetRequiredService<ClosePosting>().Handle(flow.Id, v, flow.Officer, default));
        Assert.True(refused.Has(DossierProblems.PostingNotOver));
    }

    [Fact]
    public async Task ClosePosting_WithOpenObjection_WaitsForTheChairman()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var flow = new FlowRun(host);
        await flow.SubmitAsync();
        await flow.ReceiveAsync();
        await flow.ReviewAsync();
        await flow.OpenPostingAsync();
        await flow.DoAsync(flow.Officer, (s, v) => s.GetRequiredService<RecordObjection>().Handle(new(flow.Id, v, "Ông Tư", "Không đúng"), flow.Officer, default));
        host.Clock.SetDay(new DateOnly(2022, 10, 10));
        var refused = await flow.DoAsync(flow.Officer, (s, v) => s.GetRequiredService<ClosePosting>().Handle(flow.Id, v, flow.Officer, default));
        Assert.True(refused.Has(DossierProblems.WrongStatus));

        await flow.DoAsync(flow.CommuneChairman, (s, v) => s.GetRequiredService<ConcludeObjection>().Handle(new(flow.Id, v, false, "Đã xác minh"), flow.CommuneChairman, default));
        var conclusion = await host.WithDbAsync(db => db.Papers.AsNoTracking().SingleAsync(p => p.DossierId == flow.Id && p.Paper == "KN1"));
        Assert.Equal((PaperState.AwaitingNumber, (Guid?)flow.CommuneChairman.Id), (conclusion.State, conclusion.SignerId));
        Assert.Contains("Kết luận: khiếu nại không có căn cứ. Ủy ban nhân dân xã Hoa Lộc giữ nguyên kết quả xét duyệt", PaperContent.Parse(conclusion.Content).Paragraphs[3], StringComparison.Ordinal);
        var clerk = flow.Dossiers.Official(Roles.RecordsClerk);
        var numbered = await host.WithAsync(s => s.GetRequiredService<NumberPaper>().Handle(conclusion.Id, clerk, default), flow.Dossiers.Commune);
        Assert.Equal("01/TB-UBND", numbered.Value.Number);
        Assert.EndsWith("số 01/TB-UBND", (await flow.Dossiers.LoadAsync(flow.Id)).Steps.MaxBy(s => s.Number)!.Note, StringComparison.Ordinal); // the control sheet tells it
        var closed = await flow.DoAsync(flow.Officer, (s, v) => s.GetRequiredService<ClosePosting>().Handle(flow.Id, v, flow.Officer, default));
        Assert.Equal(DossierStatus.AwaitingForward, closed.Value.Status);
    }

    [Fact]
    public async Task Receive_FromAnotherCommune_IsNotFound()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var flow = new FlowRun(host);
        await flow.SubmitAsync();
        var stranger = flow.Dossiers.Official(Roles.Desk, "38.400.16012");
        var refused = await flow.DoAsync(stranger, (s, v) => s.GetRequiredService<Receive>().Handle(new(flow.Id, v), stranger, default));
        Assert.True(refused.Has(CommonProblems.NotFound));
    }

    [Fact]
    public async Task Receive_ByTheDistrictDesk_IsAnotherOfficesStep()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var flow = new FlowRun(host);
        await flow.SubmitAsync();
        var district = flow.Dossiers.Official(Roles.Desk, "38.400");
        var refused = await flow.DoAsync(district, (s, v) => s.GetRequiredService<Receive>().Handle(new(flow.Id, v), district, default));
        Assert.True(refused.Has(DossierProblems.OtherOffice));
    }

    [Fact]
    public async Task Receive_StaleVersion_ChangesNothing()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var flow = new FlowRun(host);
        await flow.SubmitAsync();
        var refused = await flow.DoAsync(flow.Desk, (s, v) => s.GetRequiredService<Receive>().Handle(new(flow.Id, v - 1), flow.Desk, default));
        Assert.True(refused.Has(CommonProblems.ChangedMeanwhile));
        Assert.Equal(DossierStatus.AwaitingReception, (await flow.Dossiers.LoadAsync(flow.Id)).Status);
    }

    [Fact]
    public async Task Receive_TwoClerksAtOnce_OneReceipt()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var flow = new FlowRun(host);
        await flow.SubmitAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ =>
            flow.DoAsync(flow.Desk, (s, v) => s.GetRequiredService<Receive>().Handle(new(flow.Id, v), flow.Desk, default))));
        Assert.Single(outcomes, o => o.Succeeded);
        Assert.Equal(1, await host.WithDbAsync(db => db.Papers.CountAsync(p => p.Paper == "D01")));
    }

    [Fact]
    public async Task RequestSupplement_Twice_IsRefusedAndListsEveryFault()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var flow = new FlowRun(host);
        await flow.SubmitAsync();
        var faults = await flow.DoAsync(flow.Desk, (s, v) => s.GetRequiredService<RequestSupplement>().Handle(new(flow.Id, v, " ", ""), flow.Desk, default));
        Assert.Equal(["required", "reason-needed"], faults.Problems.Select(p => p.Code));

        await flow.DoAsync(flow.Desk, (s, v) => s.GetRequiredService<RequestSupplement>().Handle(new(flow.Id, v, "Ảnh giấy xác nhận", "Ảnh mờ"), flow.Desk, default));
        await flow.AnswerAsync();
        var again = await flow.DoAsync(flow.Desk, (s, v) => s.GetRequiredService<RequestSupplement>().Handle(new(flow.Id, v, "Thêm nữa", "Còn thiếu"), flow.Desk, default));
        Assert.True(again.Has(DossierProblems.SupplementOnce));
    }

    [Fact]
    public async Task Appraise_EligibleAgainstTheRules_IsRefused()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var flow = new FlowRun(host);
        await flow.ToAppraisalAsync();
        var refused = await flow.DoAsync(flow.Appraiser, (s, v) => s.GetRequiredService<Appraise>().Handle(
            flow.Appraised(v, DisabilityDegree.Mild), flow.Appraiser, default));
        Assert.True(refused.Has(DossierProblems.NotEligible));
        Assert.Contains("Nhẹ", refused.Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reject_NotEligible_EndsWithANumberedNotice()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var flow = new FlowRun(host);
        await flow.ToAppraisalAsync();
        await flow.DoAsync(flow.Appraiser, (s, v) => s.GetRequiredService<Appraise>().Handle(
            flow.Appraised(v, DisabilityDegree.Mild) with { Eligible = false, Note = "Khuyết tật nhẹ" }, flow.Appraiser, default));
        await flow.DoAsync(flow.Chairman, (s, v) => s.GetRequiredService<Sign>().Handle(flow.Id, v, flow.Chairman, default));
        var numbered = await flow.DoAsync(flow.Clerk, (s, v) => s.GetRequiredService<Number>().Handle(flow.Id, v, flow.Clerk, default));
        Assert.Equal(DossierStatus.Rejected, numbered.Value.Status);
        Assert.Equal("01/TB-UBND", await host.WithDbAsync(db => db.Decisions.Select(d => d.Number).SingleAsync()));
        Assert.Equal(0, await host.WithDbAsync(db => db.Beneficiaries.CountAsync()));
    }

    [Fact]
    public async Task Decision_Explanation_RecomputesToTheSameAmount()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var flow = new FlowRun(host);
        await flow.ToAwaitingSignatureAsync();
        await flow.DoAsync(flow.Chairman, (s, v) => s.GetRequiredService<Sign>().Handle(flow.Id, v, flow.Chairman, default));
        host.Clock.SetDay(new DateOnly(2026, 1, 5));

        var (stored, again) = await host.WithAsync(async s =>
        {
            var db = s.GetRequiredService<NodeDb>();
            var kept = Appraisal.Parse((await db.Decisions.SingleAsync()).Explanation);
            var rules = await RuleTables.ReadAsync(db, default);
            return (kept, kept.Recomputed(rules));
        });

        Assert.Equal(stored.ToJson(), again.ToJson());
        Assert.Equal(540_000, again.Answer.TotalDong);
    }

    [Fact]
    public async Task Steps_OfTheFlow_AreActsOfAWholeChain()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var flow = new FlowRun(host);
        await flow.ToAwaitingSignatureAsync();
        var acts = await host.WithDbAsync(db => db.Acts.AsNoTracking().OrderBy(a => a.Sequence).ToListAsync());
        Assert.Null(ActChain.FirstBroken(acts));
        var verbs = acts.Where(a => a.Subject == $"dossier/{flow.Id:D}").Select(a => a.Kind).ToList();
        Assert.Equal((await flow.Dossiers.LoadAsync(flow.Id)).Steps.OrderBy(s => s.Number).Select(s => s.Verb), verbs.Where(v => v != ActKinds.CheckIdentity));
    }
}
