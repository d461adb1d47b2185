using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Receiving;

/// <summary>Somebody of the area about whose way of being paid something is to be done.</summary>
/// <param name="What">In words.</param>
public sealed record WayTask(Guid PersonId, string Name, string Code, string What);

/// <summary>Cách nhận tiền của địa bàn: requests that wait for the accountant, accounts that the bank does not confirm, authorisations that end soon (policy 6.3, 6.5). Each leads to the person.</summary>
[Needs(Actions.PaymentView)]
public sealed class WaysPageModel(ReceivingDesk desk) : PageModel
{
    /// <summary>Shown of each kind; the rest follows when these are done.</summary>
    public const int Most = 100;

    /// <summary>Days before its end that an authorisation is told of: a month's list is made so long before it is paid.</summary>
    public const int DaysBefore = 45;

    public IReadOnlyList<WayTask> Requests { get; private set; } = [];

    public IReadOnlyList<WayTask> Accounts { get; private set; } = [];

    /// <summary>Authorisations that wait for a second official.</summary>
    public IReadOnlyList<WayTask> Confirming { get; private set; } = [];

    /// <summary>Whom declarations name and nobody brought the certified paper of.</summary>
    public IReadOnlyList<WayTask> Named { get; private set; } = [];

    public IReadOnlyList<WayTask> Ending { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var (db, today) = (desk.Db, desk.Time.Today);
        var until = today.AddDays(DaysBefore);
        var asked = await db.MethodChanges.AsNoTracking().Where(c => c.State == MethodChangeState.Requested).OrderBy(c => c.RecordedAt).Take(Most)
            .Join(db.Beneficiaries.AsNoTracking(), c => c.BeneficiaryId, b => b.Id, (c, b) => new { b.Id, b.FullName, b.Code, c.To, c.RequestedOn }).ToListAsync(cancel);
        Requests = asked.ConvertAll(a => new WayTask(a.Id, a.FullName, a.Code, $"xin đổi thành {ListWords.Method(a.To).ToLower(Protos.Values.VietnameseFormat.Culture)}, ngày {Protos.Values.VietnameseFormat.Date(a.RequestedOn)}"));
        var bad = await db.ReceivingAccounts.AsNoTracking().Where(a => a.State == AccountState.NameDiffers || a.State == AccountState.Missing || a.State == AccountState.Closed).OrderByDescending(a => a.CheckedAt).Take(Most)
            .Join(db.Beneficiaries.AsNoTracking(), a => a.BeneficiaryId, b => b.Id, (a, b) => new { b.Id, b.FullName, b.Code, a.AccountNumber, a.Bank, a.State }).ToListAsync(cancel);
        Accounts = bad.ConvertAll(a => new WayTask(a.Id, a.FullName, a.Code, $"tài khoản {ListPageModel.Masked(a.AccountNumber)}, {a.Bank}: {CheckAccounts.Word(a.State).ToLower(Protos.Values.VietnameseFormat.Culture)}"));
        var waiting = await db.ProxyAuthorisations.AsNoTracking().Where(p => p.ConfirmedAt == null && p.RevokedOn == null && p.CertificateNumber != "" && p.To >= today).OrderBy(p => p.RecordedAt).Take(Most)
            .Join(db.Beneficiaries.AsNoTracking(), p => p.BeneficiaryId, b => b.Id, (p, b) => new { b.Id, b.FullName, b.Code, p.ProxyName, p.RecordedByName }).ToListAsync(cancel);
        Confirming = waiting.ConvertAll(p => new WayTask(p.Id, p.FullName, p.Code, $"ủy quyền cho {p.ProxyName}, {p.RecordedByName} ghi"));
        var named = await db.ProxyAuthorisations.AsNoTracking().Where(p => p.RevokedOn == null && p.CertificateNumber == "" && p.To >= today).OrderBy(p => p.RecordedAt).Take(Most)
            .Join(db.Beneficiaries.AsNoTracking(), p => p.BeneficiaryId, b => b.Id, (p, b) => new { b.Id, b.FullName, b.Code, p.ProxyName, p.Note }).ToListAsync(cancel);
        Named = named.ConvertAll(p => new WayTask(p.Id, p.FullName, p.Code, $"cần văn bản ủy quyền có chứng thực cho {p.ProxyName}. {p.Note}; tiền vẫn trả cho chính người hưởng"));
        var ending = await db.ProxyAuthorisations.AsNoTracking().Where(p => p.RevokedOn == null && p.ConfirmedAt != null && p.To >= today && p.To <= until).OrderBy(p => p.To).Take(Most)
            .Join(db.Beneficiaries.AsNoTracking(), p => p.BeneficiaryId, b => b.Id, (p, b) => new { b.Id, b.FullName, b.Code, p.ProxyName, p.To }).ToListAsync(cancel);
        Ending = ending.ConvertAll(p => new WayTask(p.Id, p.FullName, p.Code, $"ủy quyền cho {p.ProxyName} hết hạn ngày {Protos.Values.VietnameseFormat.Date(p.To)}"));
        return Page();
    }
}
