using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>Whom somebody lets collect his money, as the commune's official writes it down.</summary>
/// <param name="From">First day as typed; empty: today.</param>
/// <param name="Until">Last day as typed; empty: twelve months.</param>
public sealed record AuthoriseProxyInput(Guid Id, string Name, string BirthDate, string Number, string Relation, string Address, string Reason, string From, string Until);

/// <summary>Giấy ủy quyền nhận trợ cấp (D24, policy 4.2 "on request", 6.5): the person and his proxy come to the commune; its chairman certifies the paper and the clerk numbers it.</summary>
public sealed class AuthoriseProxy(DossierDesk desk)
{
    public const string Code = "D24";

    private static readonly RequestKind[] Monthly =
        [RequestKind.Grant, RequestKind.SocialPension, RequestKind.Adjust, RequestKind.Resume, RequestKind.MoveIn, RequestKind.MoveWithin, RequestKind.Care];

    public static readonly ProblemKind NotMonthly = new("proxy-not-monthly", "Chỉ lập giấy ủy quyền cho hồ sơ trợ cấp hàng tháng đã tiếp nhận. Hãy mở hồ sơ trợ cấp hàng tháng của người này.");

    public static readonly ProblemKind SamePerson = new("proxy-same-person", "Người được ủy quyền không thể là chính người ủy quyền. Hãy kiểm tra lại họ tên và số định danh.");

    public static readonly ProblemKind TooLong = new("proxy-too-long", "Giấy ủy quyền có thời hạn tối đa 12 tháng, đến hết ngày {0}, và không kết thúc trước ngày bắt đầu. Hãy sửa lại thời hạn.");

    public async Task<Outcome<IssuedPaper>> Handle(AuthoriseProxyInput input, SignedInOfficial official, CancellationToken cancel)
    {
        if (await desk.FindAsync(input.Id, official, cancel) is not { } open)
        {
            return CommonProblems.NotFound.Now();
        }

        if (Refusal(open) is { } refusal)
        {
            return refusal;
        }

        var (dossier, context, _) = open;
        if (Faults(input, open) is { Count: > 0 } faults)
        {
            return faults;
        }

        var scene = PaperScenes.Of(context, dossier);
        var from = Day(input.From) ?? context.Today;
        var content = ProxyPapers.Authorise(scene, new ProxyPaper
        {
            Person = PaperScenes.Owner(scene, dossier), Relation = VietnameseText.Clean(input.Relation), Reason = VietnameseText.Clean(input.Reason), From = from, Until = Day(input.Until) ?? Latest(from),
            Proxy = new PaperPerson
            {
                FullName = VietnameseText.Clean(input.Name), Birth = BirthDate.TryParse(input.BirthDate, out var birth) ? birth : null, Number = CitizenId.Clean(input.Number), Address = VietnameseText.Clean(input.Address),
            },
        }, null);
        // Pressed twice, or typed again while the first one still waits for the chairman: one paper for one proxy and the same days.
        var days = ProxyPapers.DaysOf(content);
        var waiting = await desk.Db.Papers.Where(p => p.DossierId == dossier.Id && p.Paper == Code && p.State == PaperState.AwaitingSignature && p.Validity == PaperValidity.Valid).ToListAsync(cancel);
        if (waiting.Find(p => PaperContent.Parse(p.Content) is var known && ProxyPapers.DaysOf(known) == days && ProxyPapers.Names(known, CitizenId.Clean(input.Number))) is { } same)
        {
            return same;
        }

        var paper = PaperDesk.Issue(context, dossier, Code, "", content);
        desk.Db.Papers.Add(paper);
        var act = Act.By(official, ActKinds.AuthoriseProxy, context.NowUtc, $"Người nhận thay: {VietnameseText.Clean(input.Name)}", $"paper/{paper.Id:D}").On("dossier", dossier.Id);
        return await desk.Db.SaveAsync(act, cancel) ? paper : CommonProblems.ChangedMeanwhile.Now();
    }

    /// <summary>Why this official cannot write one for this dossier now, or null: the desk or the social officer of the commune, for a monthly allowance.</summary>
    public static Problem? Refusal(OpenDossier open)
    {
        var (dossier, context, official) = open;
        var commune = TenantPath.Parse(dossier.TenantPath);
        var mine = new[] { (Role: Authorities.CommuneDesk, Action: Actions.DossierReceive), (Role: Authorities.CommuneOfficer, Action: Actions.DossierReview) }
            .Any(w => official.Is(Authorities.AccountRole[w.Role]) && official.May(w.Action) && context.OfficeFor(w.Role, commune) == official.Office);
        return !mine ? CommonProblems.NotAllowed.Now() : dossier.ReceivedAt is null || !Monthly.Contains(dossier.Kind) ? NotMonthly.Now() : null;
    }

    /// <summary>The last day of an authorisation that begins on one.</summary>
    public static DateOnly Latest(DateOnly from) => from.AddMonths(ProxyPapers.DefaultMonths);

    private static List<Problem> Faults(AuthoriseProxyInput input, OpenDossier open)
    {
        var (faults, owner, today) = (new SubmitFaults(), open.Dossier.Owner, open.Context.Today);
        faults.Text(nameof(input.Name), input.Name, "Họ và tên người được ủy quyền", 120);
        faults.Text(nameof(input.Relation), input.Relation, "Quan hệ", 60, needed: false);
        faults.Add(RelationWords.Fault(input.Relation, nameof(input.Relation)));
        faults.Text(nameof(input.Address), input.Address, "Nơi cư trú", 300, needed: false);
        faults.Text(nameof(input.Reason), input.Reason, "Lý do ủy quyền", 300);
        faults.Add(CitizenId.Clean(input.Number).Length == 0 ? [CommonProblems.Required.At(nameof(input.Number), "số định danh người được ủy quyền")] : PersonRules.Number(input.Number, nameof(input.Number), today));
        faults.Add(input.BirthDate.Trim().Length > 0 && !BirthDate.TryParse(input.BirthDate, out _) ? SubmitProblems.NoSuchDate.At(nameof(input.BirthDate), input.BirthDate.Trim()) : null);
        foreach (var (field, typed) in new[] { (nameof(input.From), input.From), (nameof(input.Until), input.Until) })
        {
            faults.Add(typed.Trim().Length > 0 && Day(typed) is null ? SubmitProblems.NoSuchDate.At(field, typed.Trim()) : null);
        }

        var from = Day(input.From) ?? today;
        faults.Add(Day(input.Until) is { } until && (until < from || until > Latest(from)) ? TooLong.At(nameof(input.Until), VietnameseFormat.Date(Latest(from))) : null);
        faults.Add(owner.CitizenId.Length > 0 && CitizenId.Clean(input.Number) == owner.CitizenId ? SamePerson.At(nameof(input.Number)) : null);
        return faults.Found;
    }

    private static DateOnly? Day(string typed) => DateOnly.TryParseExact(typed.Trim(), ["dd/MM/yyyy", "d/M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year <= BirthDate.LastYear ? day : null;
}

/// <inheritdoc cref="AuthoriseProxy"/>
[Needs(Actions.DossierView)]
public sealed class AuthoriseProxyModel(AuthoriseProxy verb, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign, PersonViews views) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? BirthDate { get; set; }

    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public string? Relation { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? Until { get; set; }

    public OpenDossier Open { get; private set; } = null!;

    public bool CanAct { get; private set; } = true;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        await views.RecordAsync("dossier", Id, current.Required, cancel);
        // Form 01 of Decree 176/2025 names who collects for him.
        if (FormPayments.Proxy(Open.Dossier) is { } proxy)
        {
            (Name, Number, Relation) = (proxy.Name, proxy.Number, proxy.Relation);
        }

        (From, Until) = (VietnameseFormat.Date(Open.Context.Today), VietnameseFormat.Date(AuthoriseProxy.Latest(Open.Context.Today)));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        var made = await verb.Handle(new AuthoriseProxyInput(Id, Name ?? "", BirthDate ?? "", Number ?? "", Relation ?? "", Address ?? "", Reason ?? "", From ?? "", Until ?? ""), current.Required, cancel);
        if (made.Succeeded)
        {
            TempData["Done"] = "Đã lập giấy ủy quyền. Hai bên ký trước mặt công chức, Chủ tịch UBND xã xác nhận, văn thư vào số.";
            return Redirect($"/ho-so/{Id}/van-ban/{made.Value.Id}");
        }

        this.Show(made.Problems);
        return Page();
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancel)
    {
        if (await desk.FindAsync(Id, current.Required, cancel) is not { } open)
        {
            return await foreign.NotFoundAsync<Dossier>(Id, cancel);
        }

        Open = open;
        if (AuthoriseProxy.Refusal(open) is { } refusal)
        {
            CanAct = false;
            this.Show([refusal]);
        }

        return null;
    }
}
