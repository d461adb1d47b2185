using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Elsewhere;

/// <summary>A case as a row.</summary>
public sealed record CaseRow(ElsewhereCase Case, string Name, string Code, string Other)
{
    public bool IsLate(DateOnly today) => Case.DueOn < today;
}

/// <summary>Người hưởng ở hai tỉnh: cases of the people of the official's area, what waits for an answer first. The commune has its own; the province sees all.</summary>
[Needs(Actions.RegistryView)]
public sealed class CaseListModel(NodeDb db, VietnamTime time) : PageModel
{
    public const int PageSize = 50;

    /// <summary><c>tat-ca</c> shows ended ones too.</summary>
    [BindProperty(SupportsGet = true, Name = "loai")]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<CaseRow> Rows { get; private set; } = [];

    public int Total { get; private set; }

    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);

    public DateOnly Today => time.Today;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        // What is settled of past months is over once a decision took back what lists paid of them.
        var shown = db.Set<ElsewhereCase>().AsNoTracking().Where(c => Kind == "tat-ca" || (c.State != ElsewhereState.Closed && c.State != ElsewhereState.NotSame && (!c.IsPast || c.State == ElsewhereState.Asked || c.State == ElsewhereState.Disagreed || db.OverpaidMonths.Any(m => m.CaseId == c.Id && m.RecoveryId == null)))).Join(db.Beneficiaries, c => c.BeneficiaryId, b => b.Id, (c, b) => new { Case = c, b.FullName, b.Code });
        Total = await shown.CountAsync(cancel);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        var none = DateOnly.MaxValue;
        var page = await shown.OrderBy(x => x.Case.DueOn ?? none).ThenBy(x => x.Case.Id).Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
        Rows = page.ConvertAll(x => new CaseRow(x.Case, x.FullName, x.Code, ElsewhereRules.Place(x.Case.Told.Theirs)));
    }
}
