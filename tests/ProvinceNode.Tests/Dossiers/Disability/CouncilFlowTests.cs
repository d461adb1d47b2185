using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Disability;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Disability;

/// <summary>Procedures 1.001699 and 1.001653 through their verbs, in both organisations.</summary>
public sealed class CouncilFlowTests
{
    private static readonly DateOnly Pilot = new(2022, 10, 5);
    private static readonly DateOnly TwoTier = new(2026, 11, 23);

    [Theory]
    [InlineData("2022-10-05", "38.400.16063.000001")]
    [InlineData("2026-11-23", "38.16072.000001")]
    public async Task WholeProcedure_InEachOrganisation_EndsWithANumberedCertificate(string day, string number)
    {
        var on = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        await using var host = await NodeHost.StartAsync(new() { Day = on });
        var run = new CouncilRun(host);
        await run.EstablishAsync();
        await run.FileAsync();
        var filed = await run.Dossiers.LoadAsync(run.Id);
        await run.MustAsync(run.Officer, (s, v) => s.GetRequiredService<AskSchool>().Handle(new(run.Id, v, "Trường THPT Hậu Lộc 2", ""), run.Officer, default));
        await run.ConveneAsync();

        Assert.True((await run.ConcludeAsync()).Has(DisabilityProblems.SchoolPending));
        await run.MustAsync(run.Officer, (s, v) => s.GetRequiredService<AskSchool>().Handle(new(run.Id, v, "", "Cần bạn dìu khi lên lớp"), run.Officer, default));
        CouncilRun.Must(await run.ConcludeAsync());
        await run.PostAsync();
        CouncilRun.Must(await run.IssueAsync());
        await run.MustAsync(run.Desk, (s, v) => s.GetRequiredService<HandOver>().Handle(new(run.Id, v, "Nguyễn Văn Thủy", ""), run.Desk, default));

        Assert.Equal(DossierStatus.UnderCouncil, filed.Status);
        Assert.Equal(number, (await run.CertificateAsync()).Number);
        var done = await run.Dossiers.LoadAsync(run.Id);
        Assert.True(VietnamTime.Day(done.FinishedAt!.Value) <= filed.DueOn, "The certificate was later than promised.");
        Assert.Equal(DossierStatus.HandedOver, done.Status);
        var papers = await host.WithDbAsync(db => db.Papers.Select(p => p.Paper).ToListAsync());
        Assert.Equal(["D01", "D09", "D10", "D21", "KT1", "KT2", "KT4", "KT5", "KT6"], papers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Conclude_WithEverythingWrong_TellsAllAtOnceAndKeepsNothing()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new CouncilRun(host);
        await run.EstablishAsync();
        await run.FileAsync();
        await run.ConveneAsync();

        var few = await run.ConcludeAsync(null, Enumerable.Repeat(CouncilVote.Severe, 4).ToArray());
        var torn = await run.ConcludeAsync(i => i with { Types = [], Findings = "", Agrees = "", Percent = 90, Activities = [] },
            CouncilVote.Severe, CouncilVote.Severe, CouncilVote.Severe, CouncilVote.Severe, CouncilVote.Mild, CouncilVote.Mild, CouncilVote.NotDisabled);
        var unvoted = await run.ConcludeAsync(i => i with { Votes = i.Votes.Skip(1).ToDictionary() });

        Assert.True(few.Has(DisabilityProblems.NoQuorum));
        Assert.Equal(["council-agrees", "disability-activity-missing", "disability-percent-differs", "disability-type-needed", "required"], torn.Problems.Select(p => p.Code).Distinct().Order());
        Assert.Equal($"Votes[{run.Members[0].Id}]", Assert.Single(unvoted.Problems).Field);
        Assert.Equal(DossierStatus.UnderCouncil, (await run.Dossiers.LoadAsync(run.Id)).Status);
        Assert.Equal(0, await host.WithDbAsync(db => db.NumberBooks.CountAsync(b => b.Series == ConcludeCouncil.Minutes)));
    }

    [Fact]
    public async Task Conclude_WithoutConveningOrBeforeTheDay_IsRefused()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new CouncilRun(host);
        await run.EstablishAsync();
        await run.FileAsync();

        Assert.True((await run.ConcludeAsync()).Has(DisabilityProblems.NotConvened));
        await run.ConveneAsync();
        host.Clock.SetDay(Pilot);
        Assert.True((await run.ConcludeAsync()).Has(DisabilityProblems.NotYetHeld));
    }

    [Fact]
    public async Task Conclude_OfEqualVotes_FollowsTheChairman()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new CouncilRun(host);
        await run.EstablishAsync(members: 6);

        var certificate = await run.CertifyAsync(votes: [CouncilVote.Mild, CouncilVote.Mild, CouncilVote.Mild, CouncilVote.Severe, CouncilVote.Severe, CouncilVote.Severe]);

        Assert.Equal(DisabilityDegree.Mild, certificate.Degree);
    }

    [Theory]
    [InlineData("2022-10-05")]
    [InlineData("2026-11-23")]
    public async Task MedicalBoard_WhenThePersonDisagrees_ConcludesAndFiveDaysRun(string day)
    {
        await using var host = await NodeHost.StartAsync(new() { Day = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture) });
        var run = new CouncilRun(host);
        await run.EstablishAsync();
        await run.FileAsync();
        await run.ConveneAsync();
        CouncilRun.Must(await run.ConcludeAsync(i => i with { Agrees = "no" }, Enumerable.Repeat(CouncilVote.Mild, 7).ToArray()));
        var sent = await run.Dossiers.LoadAsync(run.Id);
        host.Clock.SetDay(run.Dossiers.Today.AddDays(60));
        var today = run.Dossiers.Today;
        Task<Outcome<Dossier>> Take(string number, string on) => run.DoAsync(run.Officer, (s, v) => s.GetRequiredService<TakeBoardConclusion>()
            .Handle(new(run.Id, v, "Hội đồng giám định y khoa tỉnh Thanh Hóa", number, on, nameof(DisabilityDegree.Severe), ["1", "3"], false), run.Officer, default));

        var early = await Take("", CouncilRun.Text(today.AddDays(-90)));
        CouncilRun.Must(await Take("112/GĐYK-KT", CouncilRun.Text(today)));
        var taken = await run.Dossiers.LoadAsync(run.Id);
        await run.PostAsync();
        CouncilRun.Must(await run.IssueAsync());

        Assert.Equal((DossierStatus.AwaitingMedicalBoard, (DateOnly?)null), (sent.Status, sent.StepDueOn));
        Assert.Equal(["medical-board-before", "required"], early.Problems.Select(p => p.Code).Order());
        Assert.Equal(taken.DueOn, taken.StepDueOn);
        var certificate = await run.CertificateAsync();
        Assert.Equal((DisabilityDegree.Severe, "1,3"), (certificate.Degree, certificate.Types));
        Assert.Contains("112/GĐYK-KT", certificate.Basis, StringComparison.Ordinal);
        Assert.True(VietnamTime.Day((await run.Dossiers.LoadAsync(run.Id)).FinishedAt!.Value) <= taken.DueOn);
    }

    [Fact]
    public async Task Complaint_Upheld_AnswersAndTheCouncilSitsAgain()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new CouncilRun(host);
        await run.EstablishAsync();
        await run.FileAsync();
        await run.ConveneAsync();
        Assert.True((await BoardAsync(run)).Has(DisabilityProblems.NoRoundBefore));
        CouncilRun.Must(await run.ConcludeAsync());
        await run.MustAsync(run.Officer, (s, v) => s.GetRequiredService<OpenPosting>().Handle(run.Id, v, run.Officer, default));
        await run.MustAsync(run.Officer, (s, v) => s.GetRequiredService<RecordObjection>().Handle(new(run.Id, v, "Lê Văn Sáu", "Vẫn đi làm thợ xây hằng ngày"), run.Officer, default));
        var objected = await run.Dossiers.LoadAsync(run.Id);
        await run.MustAsync(run.Chairman, (s, v) => s.GetRequiredService<ConcludeObjection>().Handle(new(run.Id, v, true, "Đã xác minh tại thôn"), run.Chairman, default));

        var again = await run.Dossiers.LoadAsync(run.Id);
        CouncilRun.Must(await BoardAsync(run));

        Assert.Equal(new DateOnly(2022, 10, 13), objected.StepDueOn); // five working days after 06/10
        Assert.Equal(DossierStatus.UnderCouncil, again.Status);
        Assert.Equal(1, await host.WithDbAsync(db => db.Papers.CountAsync(p => p.Paper == "KT8")));
        Assert.Equal([1, 2], await host.WithDbAsync(db => db.CouncilCases.OrderBy(c => c.Round).Select(c => c.Round).ToListAsync()));
        Assert.Equal(DossierStatus.AwaitingMedicalBoard, (await run.Dossiers.LoadAsync(run.Id)).Status);
    }

    [Fact]
    public async Task NotDisabled_IsAnsweredInWriting_NumberedByTheCommunesClerk()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new CouncilRun(host);
        await run.EstablishAsync();
        await run.FileAsync();
        await run.ConveneAsync();
        CouncilRun.Must(await run.ConcludeAsync(i => i with { Types = [] }, Enumerable.Repeat(CouncilVote.NotDisabled, 7).ToArray()));
        await run.PostAsync();
        CouncilRun.Must(await run.IssueAsync());
        await run.MustAsync(run.Clerk, (s, v) => s.GetRequiredService<Number>().Handle(run.Id, v, run.Clerk, default));

        Assert.Equal(DossierStatus.Rejected, (await run.Dossiers.LoadAsync(run.Id)).Status);
        Assert.Equal(0, await host.WithDbAsync(db => db.DisabilityCertificates.CountAsync()));
        var answer = await host.WithDbAsync(db => db.Papers.SingleAsync(p => p.Paper == "D20"));
        Assert.Contains("Không phải là người khuyết tật", answer.Content, StringComparison.Ordinal);
        await run.MustAsync(run.Desk, (s, v) => s.GetRequiredService<HandOver>().Handle(new(run.Id, v, "Nguyễn Văn Thủy", ""), run.Desk, default));
    }

    [Fact]
    public async Task Chairman_SendingBack_ReturnsToTheCouncil()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = TwoTier });
        var run = new CouncilRun(host);
        await run.EstablishAsync();
        await run.FileAsync();
        await run.ConveneAsync();
        CouncilRun.Must(await run.ConcludeAsync());
        await run.PostAsync();

        await run.MustAsync(run.Chairman, (s, v) => s.GetRequiredService<SendBack>().Handle(new(run.Id, v, "Biên bản thiếu ý kiến trạm y tế"), run.Chairman, default));
        await run.ConveneAsync();
        CouncilRun.Must(await run.ConcludeAsync());

        Assert.Equal(["01/BB-HĐXĐKT", "02/BB-HĐXĐKT"], await host.WithDbAsync(db => db.CouncilCases.OrderBy(c => c.Round).Select(c => c.MinutesNumber).ToListAsync()));
    }

    private static Task<Outcome<Dossier>> BoardAsync(CouncilRun run) => run.DoAsync(run.Officer, (s, v) =>
        s.GetRequiredService<SendToBoard>().Handle(new(run.Id, v, "unfair", "Theo kết luận khiếu nại"), run.Officer, default));
}
