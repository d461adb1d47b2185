using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Disability;

/// <summary>When and where the council meets.</summary>
/// <param name="Day">dd/MM/yyyy.</param>
/// <param name="Time">HH:mm.</param>
public sealed record ConveneInput(Guid Id, long Version, string Day, string Time, string Place);

/// <summary>Triệu tập Hội đồng: the chairman invites the members and tells the person time and place (Circular 01/2019 Art. 5).</summary>
public sealed class Convene(CouncilDesk council)
{
    public async Task<Outcome<Dossier>> Handle(ConveneInput input, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await council.Dossiers.OpenAsync(input.Id, input.Version, official, ActKinds.ConveneCouncil, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        var (dossier, context, _) = opened.Value;
        var sitting = (await council.CouncilAsync(dossier.TenantPath, context.Today, cancel))?.Sitting ?? [];
        var moment = Moment(input);
        if (Faults(input, moment, sitting, context) is { Count: > 0 } faults)
        {
            return faults;
        }

        var round = await council.OpenRoundAsync(opened.Value, cancel);
        (round.MeetsAt, round.Place) = (VietnamTime.Utc(moment!.Value), input.Place.Trim());
        council.Db.Papers.Add(PaperDesk.Issue(context, dossier, "KT1", "", CouncilPapers.Invitation(context, dossier, moment.Value, round.Place, sitting)));
        return await council.Dossiers.MoveAsync(opened.Value, ActKinds.ConveneCouncil, DossierStatus.UnderCouncil,
            $"Họp lúc {moment.Value.ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture)} tại {round.Place}; mời {sitting.Count} thành viên", cancel);
    }

    private static DateTime? Moment(ConveneInput input) =>
        DayText.Parse(input.Day) is { } day && TimeOnly.TryParseExact(input.Time.Trim(), ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? day.ToDateTime(time) : null;

    private static List<Problem> Faults(ConveneInput input, DateTime? moment, IReadOnlyList<CouncilMember> sitting, FlowContext context)
    {
        var faults = new List<Problem>();
        if (sitting.Count == 0)
        {
            faults.Add(DisabilityProblems.NoCouncil.Now());
        }
        else if (sitting.All(m => m.Role != CouncilRole.Chairman))
        {
            faults.Add(DisabilityProblems.NoChairman.Now());
        }

        if (DayText.Parse(input.Day) is null)
        {
            faults.Add(DisabilityProblems.DayNeeded.At(nameof(input.Day), "ngày họp"));
        }
        else if (moment is null)
        {
            faults.Add(DisabilityProblems.TimeWrong.At(nameof(input.Time)));
        }
        else if (VietnamTime.Utc(moment.Value) <= context.NowUtc)
        {
            faults.Add(DisabilityProblems.TimePassed.At(nameof(input.Day)));
        }

        if (TextFault.Of(input.Place.Trim(), nameof(input.Place), "địa điểm họp", "Địa điểm", 300) is { } place)
        {
            faults.Add(place);
        }

        return faults;
    }
}

/// <inheritdoc cref="Convene"/>
[Needs(Actions.DossierReview)]
public sealed class ConveneModel(Convene verb, CouncilDesk council, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(council.Dossiers, current, foreign)
{
    [BindProperty]
    public string? Day { get; set; }

    [BindProperty]
    public string? Time { get; set; }

    [BindProperty]
    public string? Place { get; set; }

    public override string Verb => ActKinds.ConveneCouncil;

    public IReadOnlyList<CouncilMember> Sitting { get; private set; } = [];

    protected override string Done => "Đã triệu tập Hội đồng. Giấy mời đã sẵn sàng để in.";

    protected override async Task ShowAsync(CancellationToken cancel)
    {
        Sitting = (await council.CouncilAsync(Dossier.TenantPath, Open.Context.Today, cancel))?.Sitting ?? [];
        Time ??= "08:00";
        Place ??= $"Trụ sở UBND {FlowContext.Lower(Dossier.Owner.CommuneName)}";
    }

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) =>
        verb.Handle(new ConveneInput(Id, Version, Day ?? "", Time ?? "", Place ?? ""), Official, cancel);
}
