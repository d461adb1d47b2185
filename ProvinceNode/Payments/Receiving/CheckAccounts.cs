using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Payments.Providers;
using ProvinceNode.Payments.Providers.Folders;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Receiving;

/// <summary>
/// Kiểm tra tài khoản: asks the bank whether accounts exist and in whose name, before a list closes (policy 6.3, column 17): those of requests at once, those of lists of an open month by the
/// job. What the bank says stands beside the list and is a matter of closing; it changes no list.
/// </summary>
public sealed class CheckAccounts(PaymentDesk desk, PaymentProviders providers, IOptions<NodeOptions> node)
{
    private const int Most = 2_000;
    private const string Bank = "Ngân hàng";

    /// <summary>An answer holds so long; then a list asks again.</summary>
    private static readonly TimeSpan Holds = TimeSpan.FromDays(90);

    /// <summary>An account whose answer did not fit is asked about again after so long, and keeps none of the others back meanwhile.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromHours(6);

    private NodeDb Db => desk.Db;

    public static ReceivingAccount Make(Guid person, string tenant, AccountQuestion account, DateTime nowUtc) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(nowUtc)), TenantPath = tenant, BeneficiaryId = person, AccountNumber = account.Number, Bank = account.Bank, Holder = account.Holder, RecordedAt = nowUtc, Version = 1,
    };

    public static string Word(AccountState state) => state switch
    {
        AccountState.Good => "Ngân hàng đã xác nhận", AccountState.NameDiffers => "Tên chủ tài khoản không khớp", AccountState.Missing => "Ngân hàng không có tài khoản này", AccountState.Closed => "Tài khoản đã đóng hoặc bị khóa", _ => "Chưa kiểm tra",
    };

    /// <summary>Asks about accounts that nobody asked about, or too long ago.</summary>
    /// <param name="person">Only his; null: everybody's of the scope.</param>
    /// <returns>Number of answers.</returns>
    public async Task<int> HandleAsync(Guid? person, CancellationToken cancel)
    {
        var (before, pause) = (desk.Time.UtcNow - Holds, desk.Time.UtcNow - Pause);
        var open = await Db.ReceivingAccounts.AsNoTracking().Where(a => (person == null || a.BeneficiaryId == person) && ((a.State == AccountState.Unchecked && (person != null || a.CheckedAt == null || a.CheckedAt < pause)) || a.CheckedAt < before))
            .OrderBy(a => a.CheckedAt).ThenBy(a => a.Id).Take(Most).ToListAsync(cancel);
        if (open.Count == 0 || providers.Find(BankTransferFile.ProviderCode) is not { } bank)
        {
            return 0;
        }

        // No transaction is open here.
        return await bank.CheckAccountsAsync(open.ConvertAll(QuestionOf), cancel) is AccountsChecked told
            && await Db.InTurnAsync(() => StoreAsync(open, told, cancel), cancel) ? told.Answers.Count : 0;
    }

    /// <summary>Takes accounts down that lines of open months, or drafts of closed ones, name and nobody knows.</summary>
    public Task<bool> EnlistAsync(CancellationToken cancel) => Db.InTurnAsync(
        async () =>
        {
            var lists = Db.PaymentLists.Where(l => l.Status == ListStatus.Draft || l.Status == ListStatus.Approved).Where(l => l.Status == ListStatus.Draft || Db.PaymentPeriods.Any(p => p.Id == l.PeriodId && p.State == PeriodState.Open));
            var lines = await Db.PaymentLines.AsNoTracking().Where(l => l.AccountNumber != "" && l.PersonId != null && lists.Any(x => x.Id == l.ListId))
                .Where(l => !Db.ReceivingAccounts.Any(a => a.BeneficiaryId == l.PersonId && a.AccountNumber == l.AccountNumber && a.Bank == l.Bank))
                // The account lies where the person lies: the list may be the last one of the place he left.
                .Select(l => new { Person = l.PersonId!.Value, TenantPath = Db.Beneficiaries.Where(b => b.Id == l.PersonId).Select(b => b.TenantPath).FirstOrDefault() ?? l.TenantPath, l.AccountNumber, l.Bank, l.AccountHolder }).Distinct().Take(Most).ToListAsync(cancel);
            if (lines.Count == 0)
            {
                return false;
            }

            var now = desk.Time.UtcNow;
            Db.ReceivingAccounts.AddRange(lines.DistinctBy(l => (l.Person, l.AccountNumber, l.Bank)).Select(l => Make(l.Person, l.TenantPath, new(l.AccountNumber, l.Bank, l.AccountHolder), now)));
            return await SaveAsync($"{lines.Count} tài khoản của danh sách chờ kiểm tra", cancel);
        },
        cancel);

    private async Task<bool> StoreAsync(List<ReceivingAccount> asked, AccountsChecked told, CancellationToken cancel)
    {
        var (now, ids, answered, wrong) = (desk.Time.UtcNow, asked.ConvertAll(a => a.Id), 0, 0);
        var rows = new Dictionary<Guid, ReceivingAccount>();
        foreach (var chunk in ids.Chunk(500))
        {
            (await Db.ReceivingAccounts.Where(a => chunk.Contains(a.Id)).ToListAsync(cancel)).ForEach(a => rows[a.Id] = a);
        }

        var (answers, misfits) = (told.Answers.DistinctBy(a => a.Question).ToDictionary(a => a.Question), told.Misfits.ToHashSet());
        foreach (var was in asked)
        {
            var question = QuestionOf(was);
            // Declared in another name while the bank was asked: that name is asked about next.
            if (!rows.TryGetValue(was.Id, out var row) || row.Holder != was.Holder)
            {
                continue;
            }

            if (answers.TryGetValue(question, out var answer))
            {
                answered++;
                (row.State, row.HolderAtBank, row.CheckedAt, row.CheckedBy) = (StateOf(answer), Cut(answer.HolderAtBank, 120), now, Bank);
                wrong += row.State == AccountState.Good ? 0 : 1;
                (row.Answer, row.Version) = (Cut(answer.Why.Length > 0 ? answer.Why : Word(row.State), 300), row.Version + 1);
            }
            else if (misfits.Contains(question))
            {
                // What the bank said of it before is too old, or it never said anything.
                (row.State, row.CheckedAt, row.CheckedBy, row.Answer, row.Version) = (AccountState.Unchecked, now, Bank, "Câu trả lời của ngân hàng không khớp với tài khoản được hỏi", row.Version + 1);
            }
        }

        return await SaveAsync($"Ngân hàng trả lời về {answered} tài khoản, {wrong} không khớp", cancel);
    }

    private static AccountQuestion QuestionOf(ReceivingAccount account) => new(account.AccountNumber, account.Bank, account.Holder);

    // A missing middle name is for an officer to look at: it is told as another name, and the name at the bank stands beside it.
    private static AccountState StateOf(AccountAnswer answer) => answer.Closed ? AccountState.Closed : !answer.Exists ? AccountState.Missing : answer.Match == HolderMatch.Same ? AccountState.Good : AccountState.NameDiffers;

    private Task<bool> SaveAsync(string what, CancellationToken cancel) =>
        Db.SaveAsync(Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.PaymentAccount, desk.Time.UtcNow, what), cancel);

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}

/// <summary>Runs <see cref="CheckAccounts"/> while lists are open.</summary>
public sealed class CheckAccountsJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<CheckAccountsJob> log) : NodeJob(scopes, node, log)
{
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        await PieceAsync(s => s.GetRequiredService<CheckAccounts>().EnlistAsync(cancel), cancel);
        await PieceAsync(s => s.GetRequiredService<CheckAccounts>().HandleAsync(null, cancel), cancel);
    }
}
