using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Dossiers.Disability;

/// <summary>A decision that establishes a council.</summary>
public sealed record EstablishInput(string DecisionNumber, string EstablishedOn, string TermUntil);

/// <summary>A member who comes, by name, seat and post.</summary>
public sealed record MemberInput(string FullName, string Role, string Post);

/// <summary>Keeps a commune's council: establishing, members coming and leaving. Each change is an act.</summary>
public sealed class KeepCouncil(CouncilDesk council, VietnamTime time)
{
    /// <summary>A council for the term of the People's Committee; a new one follows an old one.</summary>
    public async Task<Outcome<DisabilityCouncil>> EstablishAsync(EstablishInput input, SignedInOfficial official, CancellationToken cancel)
    {
        var faults = new List<Problem>();
        var on = DayText.Past(input.EstablishedOn, time.Today, nameof(input.EstablishedOn), "ngày thành lập", faults);
        if (TextFault.Of(input.DecisionNumber.Trim(), nameof(input.DecisionNumber), "số quyết định thành lập", "Số quyết định", 40) is { } number)
        {
            faults.Add(number);
        }

        if (DayText.Parse(input.TermUntil) is not { } until)
        {
            faults.Add(DisabilityProblems.DayNeeded.At(nameof(input.TermUntil), "ngày hết nhiệm kỳ"));
            return faults;
        }

        if (until <= on)
        {
            faults.Add(DisabilityProblems.TermWrong.At(nameof(input.TermUntil)));
        }

        if (faults.Count > 0)
        {
            return faults;
        }

        var begun = new DisabilityCouncil
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(time.UtcNow)), TenantPath = official.Office.Value, DecisionNumber = input.DecisionNumber.Trim(), EstablishedOn = on!.Value, TermUntil = until,
        };
        council.Db.DisabilityCouncils.Add(begun);
        return await SaveAsync(begun, official, $"Thành lập theo quyết định số {begun.DecisionNumber}", cancel);
    }

    /// <summary>Chairman, secretary and head of the health station sit once each.</summary>
    public async Task<Outcome<DisabilityCouncil>> AddAsync(MemberInput input, SignedInOfficial official, CancellationToken cancel)
    {
        if (await council.CouncilAsync(official.Office.Value, time.Today, cancel) is not { } current)
        {
            return DisabilityProblems.NoCouncil.Now();
        }

        var faults = new List<Problem>();
        if (TextFault.Of(VietnameseText.Clean(input.FullName), nameof(input.FullName), "họ tên thành viên", "Họ tên", 120) is { } name)
        {
            faults.Add(name);
        }

        if (TextFault.Of(input.Post.Trim(), nameof(input.Post), "chức vụ", "Chức vụ", 200) is { } post)
        {
            faults.Add(post);
        }

        if (!Enum.TryParse<CouncilRole>(input.Role, out var role))
        {
            faults.Add(CommonProblems.Required.At(nameof(input.Role), "vị trí trong Hội đồng"));
        }
        else if (role is CouncilRole.Chairman or CouncilRole.Secretary or CouncilRole.HealthStation && current.Sitting.Any(m => m.Role == role))
        {
            faults.Add(DisabilityProblems.SeatTaken.At(nameof(input.Role), PersonRules.Inside(CouncilWords.Role(role))));
        }

        if (faults.Count > 0)
        {
            return faults;
        }

        council.Db.CouncilMembers.Add(new CouncilMember
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(time.UtcNow)), CouncilId = current.Id, TenantPath = current.TenantPath,
            FullName = VietnameseText.Clean(input.FullName), Role = role, Post = input.Post.Trim(),
        });
        return await SaveAsync(current, official, $"Thêm thành viên: {CouncilWords.Role(role)}", cancel);
    }

    /// <summary>A member no longer sits; earlier minutes keep him.</summary>
    public async Task<Outcome<DisabilityCouncil>> LeaveAsync(Guid member, SignedInOfficial official, CancellationToken cancel)
    {
        var current = await council.CouncilAsync(official.Office.Value, time.Today, cancel);
        if (current?.Sitting.FirstOrDefault(m => m.Id == member) is not { } leaving)
        {
            return CommonProblems.NotFound.Now();
        }

        leaving.LeftOn = time.Today;
        return await SaveAsync(current, official, $"Thôi tham gia: {CouncilWords.Role(leaving.Role)}", cancel);
    }

    private async Task<Outcome<DisabilityCouncil>> SaveAsync(DisabilityCouncil current, SignedInOfficial official, string why, CancellationToken cancel) =>
        await council.Db.SaveAsync(Act.By(official, ActKinds.KeepCouncil, time.UtcNow, why).On("council", current.Id), cancel) ? current : CommonProblems.ChangedMeanwhile.Now();
}

/// <inheritdoc cref="KeepCouncil"/>
[Needs(Actions.DossierReview)]
public sealed class CouncilPageModel(KeepCouncil verb, CouncilDesk council, CurrentOfficial current, VietnamTime time) : PageModel
{
    [BindProperty]
    public string? DecisionNumber { get; set; }

    [BindProperty]
    public string? EstablishedOn { get; set; }

    [BindProperty]
    public string? TermUntil { get; set; }

    [BindProperty]
    public string? FullName { get; set; }

    [BindProperty]
    public string? Role { get; set; }

    [BindProperty]
    public string? Post { get; set; }

    [BindProperty]
    public Guid Member { get; set; }

    public DisabilityCouncil? Council { get; private set; }

    public IReadOnlyList<DisabilityCouncil> Earlier { get; private set; } = [];

    /// <summary>Only a commune has a council.</summary>
    public bool IsCommune => current.Required.Level == UnitLevel.Commune;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var today = time.Today;
        Council = await council.CouncilAsync(current.Required.Office.Value, today, cancel);
        Earlier = await council.Db.DisabilityCouncils.AsNoTracking().OrderByDescending(c => c.EstablishedOn).Take(20).ToListAsync(cancel);
    }

    public async Task<IActionResult> OnPostEstablishAsync(CancellationToken cancel) =>
        await AnswerAsync(await verb.EstablishAsync(new EstablishInput(DecisionNumber ?? "", EstablishedOn ?? "", TermUntil ?? ""), current.Required, cancel), "Đã ghi quyết định thành lập Hội đồng.", cancel);

    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancel) =>
        await AnswerAsync(await verb.AddAsync(new MemberInput(FullName ?? "", Role ?? "", Post ?? ""), current.Required, cancel), "Đã thêm thành viên.", cancel);

    public async Task<IActionResult> OnPostLeaveAsync(CancellationToken cancel) =>
        await AnswerAsync(await verb.LeaveAsync(Member, current.Required, cancel), "Đã ghi thành viên thôi tham gia.", cancel);

    private async Task<IActionResult> AnswerAsync(Outcome<DisabilityCouncil> outcome, string done, CancellationToken cancel)
    {
        if (outcome.Succeeded)
        {
            TempData["Done"] = done;
            return RedirectToPage();
        }

        council.Db.ChangeTracker.Clear();
        this.Show(outcome.Problems);
        await OnGetAsync(cancel);
        return Page();
    }
}
