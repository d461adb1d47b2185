using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace EndToEnd.Tests.Journeys;

/// <summary>Dossiers on form 1đ taken along their way by the real verbs, without a browser: what a journey begins with.</summary>
public static class Ready
{
    /// <summary>Appraised as eligible; waits for the chairman.</summary>
    /// <param name="person">Number of the person: another name, another citizen number.</param>
    public static async Task<Guid> ToSignAsync(this OneNode node, int person, string name)
    {
        var run = node.Dossiers;
        var id = await run.SubmittedAsync(f => (f.FullName, f.CitizenId) = (name, f.CitizenId[..^3] + $"{200 + person}"));
        await run.MatchIdentityAsync(id);
        var (desk, officer) = (run.Official(Roles.Desk), run.Official(Roles.SocialOfficer));
        await node.MustAsync(id, desk, (s, v) => s.GetRequiredService<Receive>().Handle(new(id, v), desk, default));
        await node.MustAsync(id, officer, (s, v) => s.GetRequiredService<Review>().Handle(new(id, v, true, "Đã xác minh tại thôn"), officer, default));
        await node.MustAsync(id, officer, (s, v) => s.GetRequiredService<OpenPosting>().Handle(id, v, officer, default));
        var today = run.Today;
        node.Host.Clock.SetDay((await run.LoadAsync(id)).StepDueOn!.Value);
        await node.MustAsync(id, officer, (s, v) => s.GetRequiredService<ClosePosting>().Handle(id, v, officer, default));
        if (node.ThreeTier)
        {
            var chairman = run.Official(Roles.Chairman);
            await node.MustAsync(id, chairman, (s, v) => s.GetRequiredService<Forward>().Handle(id, v, chairman, default));
        }

        var appraiser = run.Official(Roles.Appraiser, node.Deciding);
        var facts = new Facts
        {
            Birth = BirthDate.Parse((await run.LoadAsync(id)).Owner.BirthDate), Disability = new DisabilityFacts(DisabilityDegree.Severe, 1, "38.400.16063.000012", today.AddMonths(-1)),
        };
        await node.MustAsync(id, appraiser, (s, v) => s.GetRequiredService<Appraise>().Handle(new(id, v, true, "Giấy tờ đầy đủ", facts, null), appraiser, default));
        return id;
    }

    /// <summary>Signed and numbered: the person receives.</summary>
    public static async Task<Dossier> GrantedAsync(this OneNode node, int person, string name)
    {
        var id = await node.ToSignAsync(person, name);
        var (chairman, clerk) = (node.Dossiers.Official(Roles.Chairman, node.Deciding), node.Dossiers.Official(Roles.RecordsClerk, node.Deciding));
        await node.MustAsync(id, chairman, (s, v) => s.GetRequiredService<Sign>().Handle(id, v, chairman, default));
        await node.MustAsync(id, clerk, (s, v) => s.GetRequiredService<Number>().Handle(id, v, clerk, default));
        return await node.Dossiers.LoadAsync(id);
    }

    private static async Task MustAsync(this OneNode node, Guid id, SignedInOfficial official, Func<IServiceProvider, long, Task<Outcome<Dossier>>> verb)
    {
        var outcome = await node.Dossiers.DoAsync(id, official, verb);
        Assert.True(outcome.Succeeded, string.Join("; ", outcome.Problems.Select(p => p.Message)));
    }
}
