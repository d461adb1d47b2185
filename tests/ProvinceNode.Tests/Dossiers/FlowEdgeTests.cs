using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Edges of the procedure that a reader and a user met: whole posting days, withdrawals taken back, changed conclusions, settled identities.</summary>
public sealed class FlowEdgeTests
{
    private static readonly NodeHostSettings Pilot = new() { Day = new DateOnly(2022, 10, 5) };

    [Fact]
    public async Task ClosePosting_OnItsLastDay_IsRefused()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var flow = new FlowRun(host);
        await flow.SubmitAsync();
        await flow.ReceiveAsync();
        await flow.ReviewAsync();
        await flow.OpenPostingAsync();
        host.Clock.SetDay((await flow.Dossiers.LoadAsync(flow.Id)).PostedUntil!.Value);

        var refused = await flow.DoAsync(flow.Officer, (s, v) => s.GetRequiredService<ClosePosting>().Handle(flow.Id, v, flow.Officer, default));

        Assert.True(refused.Has(DossierProblems.PostingNotOver));
    }

    [Fact]
    public async Task KeepGoing_AfterAWithdrawal_ReturnsToWhereItStood()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var flow = new FlowRun(host);
        await flow.SubmitAsync();
        await flow.ReceiveAsync();
        await host.WithAsync(s => s.GetRequiredService<RequestWithdrawal>().Handle(flow.Id, "", default), flow.Dossiers.Commune);
        Assert.Equal(DossierStatus.WithdrawalRequested, (await flow.Dossiers.LoadAsync(flow.Id)).Status);

        var kept = await flow.DoAsync(flow.Desk, (s, v) => s.GetRequiredService<KeepGoing>().Handle(new(flow.Id, v, "Người nộp nói không đề nghị rút"), flow.Desk, default));

        Assert.Equal(DossierStatus.Received, kept.Value.Status);
    }

    [Fact]
    public async Task Review_WithAnotherConclusionAfterSendingBack_IsPostedAgain()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var flow = new FlowRun(host);
        await flow.ToAppraisalAsync();
        await flow.DoAsync(flow.Appraiser, (s, v) => s.GetRequiredService<SendBack>().Handle(new(flow.Id, v, "Xác minh lại"), flow.Appraiser, default));

        var reviewed = await flow.DoAsync(flow.Officer, (s, v) => s.GetRequiredService<Review>().Handle(new(flow.Id, v, false, "Không đúng người"), flow.Officer, default));

        Assert.Equal(DossierStatus.Reviewed, reviewed.Value.Status);
    }

    [Fact]
    public async Task OverrideIdentity_AfterSigning_IsRefused()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var flow = new FlowRun(host);
        await flow.ToAwaitingSignatureAsync();
        await flow.DoAsync(flow.Chairman, (s, v) => s.GetRequiredService<Sign>().Handle(flow.Id, v, flow.Chairman, default));

        var refused = await flow.DoAsync(flow.Appraiser, (s, v) => s.GetRequiredService<OverrideIdentity>().Handle(new(flow.Id, v, "Muộn"), flow.Appraiser, default));

        Assert.True(refused.Has(DossierProblems.WrongStatus));
    }

    [Fact]
    public async Task HandOver_WithAWordForANumber_SaysWhatToDo()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var flow = new FlowRun(host);
        await flow.ToAwaitingSignatureAsync();
        await flow.DoAsync(flow.Chairman, (s, v) => s.GetRequiredService<Sign>().Handle(flow.Id, v, flow.Chairman, default));
        await flow.DoAsync(flow.Clerk, (s, v) => s.GetRequiredService<Number>().Handle(flow.Id, v, flow.Clerk, default));

        var refused = await flow.DoAsync(flow.Desk, (s, v) => s.GetRequiredService<HandOver>().Handle(new(flow.Id, v, new string('a', 121), "abc"), flow.Desk, default));

        Assert.True(refused.Has(HandOver.ReceiverNumberWrong));
        Assert.Equal(["ReceivedBy", "ReceiverNumber"], refused.Problems.Select(p => p.Field)); // both at once
    }

    [Fact]
    public async Task Objection_WithALongNameAndNoWords_IsToldAtItsBoxes()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var flow = new FlowRun(host);
        await flow.SubmitAsync();
        await flow.ReceiveAsync();
        await flow.ReviewAsync();
        await flow.OpenPostingAsync();
        var page = await PageReader.OpenAsync(await host.SignInAsync(ProvinceNode.Organization.Roles.SocialOfficer, flow.Dossiers.Commune), $"/ho-so/{flow.Id}/khieu-nai");

        var told = await page.SubmitAsync(new Dictionary<string, object?> { ["From"] = new string('a', 200), ["Text"] = "" });

        Assert.Contains("tối đa 120 ký tự", told.ProblemAt("From"), StringComparison.Ordinal);
        Assert.Contains("Hãy ghi rõ lý do", told.ProblemAt("Text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AskIdentityAgain_FromTheDossier_IsTakenAndAnswered()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var flow = new FlowRun(host);
        await flow.SubmitAsync();
        var page = await PageReader.OpenAsync(await host.SignInAsync(ProvinceNode.Organization.Roles.Desk, flow.Dossiers.Commune), $"/ho-so/{flow.Id}");

        var back = await page.SubmitAsync(button: "Tra cứu lại");

        Assert.Equal((System.Net.HttpStatusCode.OK, $"/ho-so/{flow.Id}"), (back.Status, back.Address.AbsolutePath));
        Assert.Contains("Chưa kết nối được Cơ sở dữ liệu quốc gia", back.Main, StringComparison.Ordinal);
    }
}
