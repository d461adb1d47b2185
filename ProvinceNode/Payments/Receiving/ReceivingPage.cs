using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Receiving;

/// <summary>The verbs of the page.</summary>
public sealed record ReceivingVerbs(AskMethodChange Ask, SettleMethodChange Settle, WithdrawMethodChange Withdraw, AuthoriseProxy Authorise, ConfirmProxy Confirm, RevokeProxy Revoke);

/// <summary>Cách nhận tiền of a person: who takes it and how, requests for another way, accounts as the bank knows them, and who collects by a certified authorisation.</summary>
[Starts<CheckAccountsJob>]
[Needs(Actions.PaymentView)]
public sealed class ReceivingPageModel(ReceivingVerbs verbs, ReceivingDesk desk, CurrentOfficial current, ForeignTenant foreign, PersonViews views, StepUp factor) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The request as it is typed; see <see cref="MethodChangeInput"/>.</summary>
    [BindProperty]
    public MethodForm Asked { get; set; } = new();

    [BindProperty]
    public ProxyForm Proxy { get; set; } = new();

    /// <summary>The request that is settled.</summary>
    [BindProperty]
    public Guid Subject { get; set; }

    [BindProperty]
    public string? SettleWhy { get; set; }

    /// <summary>Digits of the authenticator on the form that accepts a request.</summary>
    [BindProperty]
    public string? SettleCode { get; set; }

    /// <summary>Digits of the authenticator on the form that confirms an authorisation.</summary>
    [BindProperty]
    public string? ProxyCode { get; set; }

    /// <summary>The authorisation that is confirmed, turned down or taken back.</summary>
    [BindProperty]
    public Guid Authorisation { get; set; }

    [BindProperty]
    public string? RevokeWhy { get; set; }

    [BindProperty]
    public string? ProxyWhy { get; set; }

    public Beneficiary Person { get; private set; } = null!;

    public IReadOnlyList<Taker> Takers { get; private set; } = [];

    public IReadOnlyList<MethodChange> Changes { get; private set; } = [];

    public IReadOnlyList<ReceivingAccount> Accounts { get; private set; } = [];

    public IReadOnlyList<ProxyAuthorisation> Proxies { get; private set; } = [];

    public DateOnly Today => desk.Time.Today;

    public bool MayRecord => ReceivingDesk.Refusal(current.Required, Person) is null;

    public bool MaySettle { get; private set; }

    /// <summary>Authorisations that this official may confirm.</summary>
    public IReadOnlyList<ProxyAuthorisation> Confirmable => MaySettle ? [.. Proxies.Where(p => p.IsWaiting && p.To >= Today && p.RecordedById != current.Required.Id)] : [];

    /// <summary>Whom a declaration names and whose certified paper is awaited: the form of an authorisation begins with him. Null when nobody is.</summary>
    public ProxyAuthorisation? Named => MayRecord ? Proxies.FirstOrDefault(p => p.IsNamed && p.To >= Today) : null;

    public static IReadOnlyList<KeyValuePair<string, string>> Methods { get; } = [.. Enum.GetValues<PayMethod>().Select(m => KeyValuePair.Create(m.ToString(), ListWords.Method(m)))];

    /// <summary>The account of a request as the bank knows it in the name of the request; null for cash.</summary>
    public AccountState? AccountOf(MethodChange change) => change.AccountNumber.Length == 0 ? null : Accounts.FirstOrDefault(a => a.AccountNumber == change.AccountNumber && a.Bank == change.Bank)?.StateFor(change.AccountHolder);

    /// <summary>A request whose month has come and by which nobody is paid any more: a later request, or the declaration of a later decision, holds.</summary>
    public bool IsReplaced(MethodChange change) => change.State == MethodChangeState.InForce && change.FromMonth <= desk.Time.Month.AddMonths(1).Number && !Takers.Any(t => t.Request == change.Id);

    /// <summary>Whether a folded form has something to mend.</summary>
    /// <param name="form">How its fields begin.</param>
    public bool IsOpen(string form) => ProblemList.Of(ViewData).Any(p => p.Field is { } field && field.StartsWith(form, StringComparison.Ordinal));

    private string Here => $"/doi-tuong/{Id:D}/nhan-tien";

    public static string Word(MethodChangeState state) => state switch
    {
        MethodChangeState.Requested => "Chờ kế toán giải quyết", MethodChangeState.InForce => "Đã áp dụng", MethodChangeState.Declined => "Không chấp nhận", _ => "Đã rút",
    };

    /// <summary>Waiting, in force, ended, taken back.</summary>
    public string Word(ProxyAuthorisation proxy) => proxy.RevokedOn is { } on ? $"{(proxy.ConfirmedAt is null ? "Không được chấp nhận, ngày" : "Đã chấm dứt từ")} {VietnameseFormat.Date(on)}: {proxy.RevokedWhy}"
        : proxy.IsNamed ? proxy.To < Today ? "Theo tờ khai, hết thời hạn chờ văn bản ủy quyền" : "Theo tờ khai, cần văn bản ủy quyền có chứng thực; tiền vẫn trả cho chính người hưởng"
        : proxy.IsWaiting ? proxy.To < Today ? "Hết hạn khi chưa được xác nhận" : "Chờ kế toán xác nhận, chưa có hiệu lực"
        : proxy.To < Today ? "Đã hết hạn" : proxy.From > Today ? "Chưa đến ngày" : proxy.To < Today.AddDays(30) ? "Còn hiệu lực, sắp hết hạn" : "Còn hiệu lực";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        await views.RecordAsync("beneficiary", Id, current.Required, cancel);
        if (Named is { } named)
        {
            (Proxy.Name, Proxy.Number, Proxy.Relation) = (named.ProxyName, named.ProxyNumber, named.Relation);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAskAsync(CancellationToken cancel)
    {
        var input = new MethodChangeInput(Id, Asked.ReceiverNumber ?? "", Enum.TryParse<PayMethod>(Asked.To, out var to) ? to : null, Asked.AccountNumber ?? "", Asked.Bank ?? "", Asked.AccountHolder ?? "", Asked.RequestedBy ?? "", Day(Asked.RequestedOn), Asked.Reason ?? "");
        return await AnswerAsync(await verbs.Ask.Handle(input, current.Required, cancel), "Asked.", _ => "Đã ghi yêu cầu; kế toán giải quyết trước khi lập danh sách.", cancel);
    }

    public async Task<IActionResult> OnPostAcceptAsync(CancellationToken cancel) =>
        await AnswerAsync(await WithFactorAsync(nameof(SettleCode), SettleCode, () => verbs.Settle.Handle(Id, Subject, true, SettleWhy ?? "", current.Required, cancel), cancel), "", c => $"Đã áp dụng từ danh sách tháng {new PayMonth(c.FromMonth)}.", cancel);

    public async Task<IActionResult> OnPostDeclineAsync(CancellationToken cancel) =>
        await AnswerAsync(await verbs.Settle.Handle(Id, Subject, false, SettleWhy ?? "", current.Required, cancel), "", _ => "Đã ghi: không chấp nhận yêu cầu.", cancel);

    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancel) =>
        await AnswerAsync(await verbs.Withdraw.Handle(Id, Subject, SettleWhy ?? "", current.Required, cancel), "", _ => "Đã rút yêu cầu.", cancel);

    public async Task<IActionResult> OnPostProxyAsync(CancellationToken cancel)
    {
        var input = new ProxyInput(Id, Proxy.Name ?? "", Proxy.Number ?? "", Proxy.Relation ?? "", Proxy.Related == "co", Proxy.CertificateNumber ?? "", Day(Proxy.CertifiedOn), Proxy.CertifiedBy ?? "", Day(Proxy.From), Day(Proxy.To), Proxy.Note ?? "");
        return await AnswerAsync(await verbs.Authorise.Handle(input, current.Required, cancel), "Proxy.", _ => "Đã ghi giấy ủy quyền. Giấy có hiệu lực sau khi kế toán đối chiếu và xác nhận.", cancel);
    }

    public async Task<IActionResult> OnPostConfirmProxyAsync(CancellationToken cancel) =>
        await AnswerAsync(await WithFactorAsync(nameof(ProxyCode), ProxyCode, () => verbs.Confirm.Handle(Id, Authorisation, true, ProxyWhy ?? "", current.Required, cancel), cancel), "", _ => "Đã xác nhận giấy ủy quyền. Danh sách lập từ nay theo giấy này.", cancel);

    public async Task<IActionResult> OnPostDeclineProxyAsync(CancellationToken cancel) =>
        await AnswerAsync(await verbs.Confirm.Handle(Id, Authorisation, false, ProxyWhy ?? "", current.Required, cancel), "", _ => "Đã ghi: không chấp nhận giấy ủy quyền.", cancel);

    public async Task<IActionResult> OnPostRevokeAsync(CancellationToken cancel) =>
        await AnswerAsync(await verbs.Revoke.Handle(Id, Authorisation, RevokeWhy ?? "", current.Required, cancel), "", _ => "Đã chấm dứt ủy quyền.", cancel);

    // Another account, another person who collects: money moves by it, so the second factor is fresh.
    private Task<Outcome<T>> WithFactorAsync<T>(string field, string? code, Func<Task<Outcome<T>>> act, CancellationToken cancel) => factor.GuardAsync(current.Required, field, code, act, cancel);

    // Days as browsers send them.
    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private async Task<IActionResult> AnswerAsync<T>(Outcome<T> outcome, string form, Func<T, string> done, CancellationToken cancel)
    {
        if (outcome.Succeeded)
        {
            TempData["Done"] = done(outcome.Value);
            return Redirect(Here);
        }

        desk.Db.ChangeTracker.Clear();
        this.Show([.. outcome.Problems.Select(p => p.Field is { Length: > 0 } field && form.Length > 0 ? p with { Field = form + field } : p)]);
        return await LoadAsync(cancel) ?? Page();
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancel)
    {
        if (await desk.PersonAsync(Id, cancel) is not { } person)
        {
            return await foreign.NotFoundAsync<Beneficiary>(Id, cancel);
        }

        Person = person;
        MaySettle = await desk.SettleRefusalAsync(current.Required, person.TenantPath, cancel) is null;
        Takers = await desk.TakersAsync(person, cancel);
        Changes = await desk.Db.MethodChanges.AsNoTracking().Where(c => c.BeneficiaryId == Id).OrderByDescending(c => c.RecordedAt).ToListAsync(cancel);
        Accounts = await desk.Db.ReceivingAccounts.AsNoTracking().Where(a => a.BeneficiaryId == Id).OrderByDescending(a => a.RecordedAt).ToListAsync(cancel);
        Proxies = await desk.ProxiesAsync(Id, cancel);
        return null;
    }
}

/// <summary>Fields of a request for another way.</summary>
public sealed class MethodForm
{
    public string? ReceiverNumber { get; set; }

    public string? To { get; set; }

    public string? AccountNumber { get; set; }

    public string? Bank { get; set; }

    public string? AccountHolder { get; set; }

    public string? RequestedBy { get; set; }

    public string? RequestedOn { get; set; }

    public string? Reason { get; set; }
}

/// <summary>Fields of an authorisation.</summary>
public sealed class ProxyForm
{
    public string? Name { get; set; }

    public string? Number { get; set; }

    public string? Relation { get; set; }

    /// <summary>co, khong.</summary>
    public string? Related { get; set; }

    public string? CertificateNumber { get; set; }

    public string? CertifiedOn { get; set; }

    public string? CertifiedBy { get; set; }

    public string? From { get; set; }

    public string? To { get; set; }

    public string? Note { get; set; }
}
