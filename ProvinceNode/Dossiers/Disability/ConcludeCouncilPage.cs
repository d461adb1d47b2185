using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Disability;

/// <inheritdoc cref="ConcludeCouncil"/>
[Needs(Actions.DossierReview)]
public sealed class ConcludeCouncilModel(ConcludeCouncil verb, CouncilDesk council, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(council.Dossiers, current, foreign)
{
    [BindProperty]
    public List<Guid> Present { get; set; } = [];

    [BindProperty]
    public Dictionary<Guid, string> Votes { get; set; } = [];

    [BindProperty]
    public List<string> Types { get; set; } = [];

    [BindProperty]
    public List<string> Activities { get; set; } = [];

    [BindProperty]
    public string? Point { get; set; }

    [BindProperty]
    public string? Findings { get; set; }

    [BindProperty]
    public string? Discussion { get; set; }

    /// <summary>yes, no or absent.</summary>
    [BindProperty]
    public string? Agrees { get; set; }

    [BindProperty]
    public string? Percent { get; set; }

    public override string Verb => ActKinds.ConcludeCouncil;

    public CouncilCase? Round { get; private set; }

    public IReadOnlyList<CouncilMember> Sitting { get; private set; } = [];

    /// <summary>02 or 03.</summary>
    public string Form => EvaluationSheets.FormFor(BirthDate.Parse(Dossier.Owner.BirthDate), Open.Context.Today);

    protected override string Done => "Đã ghi biên bản và kết luận của Hội đồng. Biên bản và phiếu xác định đã sẵn sàng để in, ký.";

    protected override async Task ShowAsync(CancellationToken cancel)
    {
        Round = (await council.RoundsAsync(Id, cancel)).FirstOrDefault(r => r.Outcome is null);
        Sitting = (await council.CouncilAsync(Dossier.TenantPath, Open.Context.Today, cancel))?.Sitting ?? [];
        if (HttpMethods.IsGet(Request.Method))
        {
            var declared = DeclaredDisability.Of(Dossier);
            (Present, Types, Activities) = (Sitting.Select(m => m.Id).ToList(), [.. declared.Types], [.. declared.Activities]);
        }
    }

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) => verb.Handle(
        new ConcludeInput(Id, Version, Present.ToHashSet(),
            Votes.Where(v => Enum.TryParse<CouncilVote>(v.Value, out _)).ToDictionary(v => v.Key, v => Enum.Parse<CouncilVote>(v.Value)),
            Types, Enumerable.Range(0, EvaluationSheets.Activities.Count).Select(i => Enum.TryParse<Ability>(Activities.ElementAtOrDefault(i), out var ability) ? ability : (Ability?)null).ToList(),
            Point ?? "", Findings ?? "", Discussion ?? "", Agrees ?? "",
            string.IsNullOrWhiteSpace(Percent) ? null : int.TryParse(Percent, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) ? percent : -1),
        Official, cancel);
}
