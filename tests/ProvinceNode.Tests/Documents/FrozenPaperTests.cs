using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Tests.Dossiers;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Documents;

/// <summary>What was signed or issued is changed by no door; papers that wait are signed and numbered by those who may.</summary>
public sealed class FrozenPaperTests
{
    private static readonly Action<IssuedPaper>[] Changes =
    [
        p => p.Content = """{"Title":"KHÁC"}""", p => p.Number = "99/QĐ-UBND", p => p.IssuedAt = p.IssuedAt.AddDays(1), p => p.SignerName = "Người khác",
        p => p.SignerTitle = "Phó", p => p.SignerId = Guid.NewGuid(), p => p.State = PaperState.AwaitingSignature,
    ];

    [Fact]
    public async Task Paper_OnceIssued_IsChangedByNoDoor()
    {
        await using var node = await NodeHost.StartAsync();
        var run = await IssuedAsync(node);

        foreach (var change in Changes)
        {
            await Assert.ThrowsAsync<FrozenViolationException>(() => ChangeAsync(node, run.Id, "D14", change));
        }

        await Assert.ThrowsAsync<FrozenViolationException>(() => node.WithDbAsync(async db =>
        {
            db.Remove(await db.Papers.FirstAsync(p => p.DossierId == run.Id && p.Paper == "D14"));
            return await SaveAsync(db);
        }));
        // An entity attached as changed carries no stored values; it is refused all the same.
        await Assert.ThrowsAsync<FrozenViolationException>(() => node.WithDbAsync(async db =>
        {
            db.Update(await db.Papers.AsNoTracking().FirstAsync(p => p.DossierId == run.Id && p.Paper == "D14"));
            return await SaveAsync(db);
        }));
    }

    [Fact]
    public async Task Decision_OnceSigned_IsChangedByNoDoor()
    {
        await using var node = await NodeHost.StartAsync();
        var run = await IssuedAsync(node);
        var columns = new[] { nameof(Decision.Content), nameof(Decision.Explanation), nameof(Decision.SignerName), nameof(Decision.Number), nameof(Decision.Paper) };

        foreach (var column in columns)
        {
            await Assert.ThrowsAsync<FrozenViolationException>(() => node.WithDbAsync(async db =>
            {
                db.Entry(await db.Decisions.FirstAsync(d => d.DossierId == run.Id)).Property(column).CurrentValue = "sửa";
                return await SaveAsync(db);
            }));
        }
    }

    [Fact]
    public async Task Notice_OfThePosting_IsSignedByTheChairmanAndNumberedByTheClerk()
    {
        await using var node = await NodeHost.StartAsync();
        var run = await PostedAsync(node);
        var (chairman, clerk) = (run.Dossiers.Official(Roles.Chairman), run.Dossiers.Official(Roles.RecordsClerk));
        var id = (await PaperAsync(node, run.Id, "D09")).Id;

        Assert.Equal(PaperState.AwaitingSignature, (await PaperAsync(node, run.Id, "D09")).State);
        Assert.True((await NumberAsync(node, id, clerk)).Has(PaperProblems.WrongState));
        Assert.True((await SignAsync(node, id, run.Officer)).Has(CommonProblems.NotAllowed));
        Assert.True((await SignAsync(node, id, chairman)).Succeeded);
        Assert.True((await SignAsync(node, id, chairman)).Has(PaperProblems.WrongState));
        Assert.True((await NumberAsync(node, id, run.Officer)).Has(CommonProblems.NotAllowed));
        // What the chairman saw is what is numbered.
        await Assert.ThrowsAsync<FrozenViolationException>(() => ChangeAsync(node, run.Id, "D09", p => p.Content = (PaperContent.Parse(p.Content) with { Summary = "khác" }).ToJson()));
        Assert.True((await NumberAsync(node, id, clerk)).Succeeded);

        var notice = await PaperAsync(node, run.Id, "D09");
        Assert.Equal((PaperState.Frozen, "01/TB-UBND", chairman.FullName), (notice.State, notice.Number, notice.SignerName));
        var content = PaperContent.Parse(notice.Content);
        Assert.Equal("Số: 01/TB-UBND", content.NumberLine);
        Assert.Equal(chairman.FullName, content.Signatures.Single().Name);
        Assert.Equal(run.Dossiers.Commune, notice.OfficePath);
    }

    [Theory]
    [InlineData("officer", false)]
    [InlineData("system", true)]
    public async Task Notice_WhereTheProvinceSaysSo_IsNumberedWithoutAClerk(string by, bool atOnce)
    {
        await using var node = await NodeHost.StartAsync(new NodeHostSettings { Configuration = new Dictionary<string, string?> { ["Papers:NumberedBy"] = by } });
        var run = await PostedAsync(node);
        var id = (await PaperAsync(node, run.Id, "D09")).Id;

        Assert.True((await SignAsync(node, id, run.Dossiers.Official(Roles.Chairman))).Succeeded);
        if (!atOnce)
        {
            Assert.True((await NumberAsync(node, id, run.Officer)).Succeeded);
        }

        Assert.Equal((PaperState.Frozen, "01/TB-UBND"), ((await PaperAsync(node, run.Id, "D09")).State, (await PaperAsync(node, run.Id, "D09")).Number));
    }

    [Fact]
    public async Task Paper_TakenBack_NeedsTheRightOfficialAndAReasonAndStaysAsItWas()
    {
        await using var node = await NodeHost.StartAsync();
        var run = await IssuedAsync(node);
        var before = await PaperAsync(node, run.Id, "D14");
        var good = new RevokeInput(before.Id, "sai-noi-dung", "Ghi nhầm năm sinh của người hưởng");

        Assert.True((await RevokeAsync(node, good, run.Clerk)).Has(CommonProblems.NotAllowed));
        Assert.True((await RevokeAsync(node, good, run.CommuneChairman)).Has(PaperProblems.OtherOffice)); // the district decided
        var empty = await RevokeAsync(node, new RevokeInput(before.Id, "x", " "), run.Chairman);
        Assert.True(empty.Has(PaperProblems.ChooseGround) && empty.Has(PaperProblems.WhyNeeded));
        Assert.True((await RevokeAsync(node, good, run.Chairman)).Succeeded);
        Assert.True((await RevokeAsync(node, good, run.Chairman)).Has(PaperProblems.NoLongerValid));

        var after = await PaperAsync(node, run.Id, "D14");
        Assert.Equal((PaperValidity.Revoked, run.Chairman.FullName, "sai-noi-dung"), (after.Validity, after.ValidityChangedBy, after.RevokedFor));
        Assert.Equal((before.Content, before.Number, before.State), (after.Content, after.Number, after.State));
        Assert.Equal(1, await node.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.RevokePaper && a.OfficialId == run.Chairman.Id)));
        await Assert.ThrowsAsync<FrozenViolationException>(() => ChangeAsync(node, run.Id, "D14", p => p.Validity = PaperValidity.Valid));
    }

    [Theory]
    [InlineData(true, PaperValidity.Superseded)]
    [InlineData(false, PaperValidity.Valid)] // what it granted goes on
    public async Task Paper_WhoseGrantsAnotherDecisionEnded_IsSuperseded(bool ends, PaperValidity validity)
    {
        await using var node = await NodeHost.StartAsync();
        var run = await IssuedAsync(node);
        var later = await node.WithDbAsync(async db =>
        {
            var granted = await db.Decisions.AsNoTracking().SingleAsync(d => d.DossierId == run.Id);
            var decision = new Decision
            {
                Id = Guid.CreateVersion7(), DossierId = run.Id, DossierCode = granted.DossierCode, TenantPath = granted.TenantPath, Paper = "D16", SignedOn = granted.SignedOn,
                SignerId = granted.SignerId, SignerName = granted.SignerName, SignerTitle = granted.SignerTitle, IssuerPath = granted.IssuerPath, IssuerName = granted.IssuerName,
                Content = granted.Content, Explanation = granted.Explanation,
            };
            var paper = new IssuedPaper { Id = Guid.CreateVersion7(), DossierId = run.Id, TenantPath = granted.TenantPath, Paper = "D16", Number = "02/QĐ-UBND", IssuedAt = DateTime.UnixEpoch, Content = granted.Content };
            db.AddRange(decision, paper);
            if (ends)
            {
                (await db.Entitlements.SingleAsync(e => e.DecisionId == granted.Id)).EndDecisionId = decision.Id;
                Assert.True(await SaveAsync(db));
            }

            await ReplacedPapers.MarkAsync(db, decision, paper, DateTime.UnixEpoch, default);
            Assert.True(await SaveAsync(db));
            return paper.Id;
        });

        var paper = await PaperAsync(node, run.Id, "D14");
        Assert.Equal((validity, ends ? later : null), (paper.Validity, paper.SupersededBy));
    }

    internal static async Task<FlowRun> IssuedAsync(NodeHost node)
    {
        var run = new FlowRun(node);
        await run.ToAwaitingSignatureAsync();
        Assert.True((await run.DoAsync(run.Chairman, (s, v) => s.GetRequiredService<Sign>().Handle(run.Id, v, run.Chairman, default))).Succeeded);
        Assert.True((await run.DoAsync(run.Clerk, (s, v) => s.GetRequiredService<Number>().Handle(run.Id, v, run.Clerk, default))).Succeeded);
        return run;
    }

    internal static Task<IssuedPaper> PaperAsync(NodeHost node, Guid dossier, string paper) =>
        node.WithDbAsync(db => db.Papers.AsNoTracking().SingleAsync(p => p.DossierId == dossier && p.Paper == paper));

    internal static Task<Outcome<IssuedPaper>> RevokeAsync(NodeHost node, RevokeInput input, SignedInOfficial by) =>
        node.WithAsync(s => s.GetRequiredService<RevokePaper>().Handle(input, by, default), by.Office.Depth == 3 ? by.Office.Parent.Value : by.Office.Value);

    private static async Task<FlowRun> PostedAsync(NodeHost node)
    {
        var run = new FlowRun(node);
        await run.SubmitAsync();
        await run.ReceiveAsync();
        await run.ReviewAsync();
        await run.OpenPostingAsync();
        return run;
    }

    private static Task<Outcome<IssuedPaper>> SignAsync(NodeHost node, Guid id, SignedInOfficial by) =>
        node.WithAsync(s => s.GetRequiredService<SignPaper>().Handle(id, by, default), by.Office.Value);

    private static Task<Outcome<IssuedPaper>> NumberAsync(NodeHost node, Guid id, SignedInOfficial by) =>
        node.WithAsync(s => s.GetRequiredService<NumberPaper>().Handle(id, by, default), by.Office.Value);

    private static Task<bool> ChangeAsync(NodeHost node, Guid dossier, string paper, Action<IssuedPaper> change) => node.WithDbAsync(async db =>
    {
        change(await db.Papers.FirstAsync(p => p.DossierId == dossier && p.Paper == paper));
        return await SaveAsync(db);
    });

    private static Task<bool> SaveAsync(NodeDb db) => db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, new DateTime(2025, 3, 10, 2, 0, 0, DateTimeKind.Utc)), default);
}
