using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Organization;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Providers;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Sending;

/// <summary>
/// The lock on sending after the node was restored from a backup. What was built and sent after the backup was made is not known here any more, and the same months would be built again under
/// other ids and keys; so before a list goes out, its payer is asked what he holds for the commune, and for those that it took over, in the months that may have been lost. A list that this node does not know to be sent stops it: it never
/// heard of it, or has it as it was in the backup, or gave it up since. And nothing of those months is given up before the payer said that he does not hold it.
/// </summary>
public sealed class AfterRestore(NodeDb db, PaymentProviders providers, IOptions<ChannelOptions> channels)
{
    /// <summary>Lists of the months around the restore may have been lost; the one after them would carry their months as missed.</summary>
    private const int MonthsAsked = 2;

    /// <summary>What is known before the list goes out; null: it may go. No transaction is open.</summary>
    public async Task<SendOutcome?> AskAsync(string provider, PaymentList list, PaymentDocument document, CancellationToken cancel)
    {
        if (await RestoredAsync(list, cancel) is not { } at)
        {
            return null;
        }

        var first = PayMonth.Of(VietnamTime.Day(at));
        List<PayMonth> months = [.. new[] { new PayMonth(list.Month), first.AddMonths(-1), first, first.AddMonths(1) }.Distinct()];
        foreach (var unit in await UnitsAsync(list, document.Header.UnitName, cancel))
        {
            foreach (var month in months.FindAll(m => unit.Last is not { } last || m <= last))
            {
                if (await AnswerAsync(provider, list, document, unit, month, cancel) is { } known)
                {
                    return known;
                }
            }
        }

        return null;
    }

    /// <summary>Why some lists that went out to nobody, as far as this node knows, are not given up, or null. The payer is asked: no transaction is open.</summary>
    public async Task<Problem?> RefusalAsync(IReadOnlyList<PaymentList> lists, CancellationToken cancel)
    {
        var old = new List<PaymentList>();
        foreach (var list in lists)
        {
            // What was built after the restore no payer can have.
            if (await RestoredAsync(list, cancel) is { } at && list.BuiltAt < at && !await IsToldNotThereAsync(list, cancel))
            {
                old.Add(list);
            }
        }

        var configured = providers.Configured.Select(p => p.Code).ToList();
        foreach (var group in old.GroupBy(l => (l.TenantPath, l.Month, Code: ChannelRules.Of(channels.Value, l.TenantPath, ListWords.Code(l.Method), configured))).Where(g => g.Key.Code is not null))
        {
            var (path, month, code) = (group.Key.TenantPath, new PayMonth(group.Key.Month), group.Key.Code!);
            switch (await ListsAsync(code, TenantPath.Parse(path).UnitCode, month, cancel))
            {
                case ListsHeld held when held.Lists.Where(h => group.Any(l => h.ListId == l.Id.ToString("D"))).ToList() is { Count: > 0 } mine:
                    return SendingProblems.HeldNotSent.Now(group.First().UnitName, month, string.Join(", ", mine.Select(m => m.Reference)));
                // Nobody can ask a folder; there what takes the place of a draft goes out with the payer's paper alone.
                case ListsUnanswered when !ChannelRules.IsFile(code) || group.Any(l => l.Status != ListStatus.Draft):
                    return SendingProblems.AskFirst.Now(group.First().UnitName, month);
            }
        }

        return null;
    }

    // What the payer says of one unit and month; null: nothing that stops the list.
    private async Task<SendOutcome?> AnswerAsync(string provider, PaymentList list, PaymentDocument document, AskedUnit unit, PayMonth month, CancellationToken cancel)
    {
        switch (await ListsAsync(provider, unit.Code, month, cancel))
        {
            case ListsHeld held:
                if (held.Lists.FirstOrDefault(l => l.ListId == document.Header.ListId) is { } mine)
                {
                    return mine.Hash == document.Header.Hash ? new SendAccepted(mine.Reference) : new SendUnknown("đơn vị chi trả giữ một danh sách khác mã kiểm tra dưới mã này; cần liên hệ trực tiếp");
                }

                return await StrangersAsync(held, cancel) is { Count: > 0 } strangers ? new SendRefused([await TellAsync(unit.Name, month, strangers, cancel)]) : null;
            // Only where nobody can ever be asked his paper is enough: it says that this list is not there, and nothing of others.
            case ListsUnanswered when ChannelRules.IsFile(provider) && await IsToldNotThereAsync(list, cancel):
                return null;
            case ListsUnanswered silent:
                return new SendUnknown($"nút đã phục hồi từ bản sao lưu nên phải hỏi đơn vị chi trả trước khi gửi: {silent.Why}");
            default:
                return null;
        }
    }

    // Whose lists may hold months of the same people: the commune itself, communes that ended and of which it has a part (their lists were sent under their own codes), and of one that ended those that have a part of it.
    private async Task<List<AskedUnit>> UnitsAsync(PaymentList list, string name, CancellationToken cancel)
    {
        var (path, units) = (TenantPath.Parse(list.TenantPath), new List<AskedUnit> { new(TenantPath.Parse(list.TenantPath).UnitCode, name, null) });
        var communes = await db.Offices.AsNoTracking().Where(o => o.Level == UnitLevel.Commune).Select(o => new { o.TenantPath, o.UnitName, o.ValidTo }).ToListAsync(cancel);
        foreach (var commune in communes.Select(o => (Path: TenantPath.Parse(o.TenantPath), o.UnitName, o.ValidTo)).Where(o => o.Path != path))
        {
            if (commune.ValidTo is { } ended && Parts(commune.Path).Contains(path.UnitCode))
            {
                // Of the month after its last one the lists are made before it ends.
                units.Add(new(commune.Path.UnitCode, commune.UnitName, PayMonth.Of(ended).AddMonths(1)));
            }
            else if (commune.Path.Depth == 2 && path.Depth == 3 && Parts(path).Contains(commune.Path.UnitCode))
            {
                units.Add(new(commune.Path.UnitCode, commune.UnitName, null));
            }
        }

        return [.. units.DistinctBy(u => u.Code)];
    }

    // By every step: also of a pack of the hub that is not in force yet, for to ask too much does no harm.
    private static HashSet<string> Parts(TenantPath commune)
    {
        var parts = commune.Depth == 3 ? Succession.Of(commune.UnitCode) : [commune.UnitCode];
        return [.. parts, .. parts.SelectMany(p => UnitCatalogue.InForce.Parts(p, DateOnly.MaxValue))];
    }

    // When the node was restored, for a list of a month that may have been lost; null for any other.
    private async Task<DateTime?> RestoredAsync(PaymentList list, CancellationToken cancel)
    {
        var state = await db.States.AsNoTracking().SingleAsync(cancel);
        return state.EpochAt is not { } at || new PayMonth(list.Month) > PayMonth.Of(VietnamTime.Day(at)).AddMonths(MonthsAsked) ? null : at;
    }

    // The payer wrote that he has it not.
    private Task<bool> IsToldNotThereAsync(PaymentList list, CancellationToken cancel)
    {
        var id = list.Id;
        return db.PaperAnswers.AnyAsync(a => a.ListId == id && a.State == PaperAnswerState.Confirmed && !a.Received, cancel);
    }

    // However his lists reach him, the payer is one: whichever of his channels answers tells of all.
    private async Task<ListsOutcome> ListsAsync(string provider, string unit, PayMonth month, CancellationToken cancel)
    {
        ListsOutcome? told = null;
        foreach (var channel in providers.Configured.Where(p => ChannelRules.Payer(p.Code) == ChannelRules.Payer(provider)).OrderByDescending(p => p.Code == provider).ToList())
        {
            var outcome = await channel.ListsAsync(unit, month, cancel);
            if (outcome is ListsHeld)
            {
                return outcome;
            }

            told ??= outcome;
        }

        return told ?? new ListsUnanswered($"không có kênh {provider}");
    }

    // Known is what this node knows to be on its way or there: that it has a row for it as it was before, or gave it up since, makes no payer give the money back.
    private async Task<List<HeldList>> StrangersAsync(ListsHeld held, CancellationToken cancel)
    {
        var ids = held.Lists.Select(l => Guid.TryParse(l.ListId, out var id) ? id : Guid.Empty).ToList();
        var known = await db.PaymentLists.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking()
            .Where(l => ids.Contains(l.Id) && (l.Status == ListStatus.Sending || l.Status == ListStatus.Unknown || l.Status == ListStatus.Sent || l.Status == ListStatus.Settled)).Select(l => l.Id).ToListAsync(cancel);
        return [.. held.Lists.Where(l => !Guid.TryParse(l.ListId, out var id) || !known.Contains(id))];
    }

    // A list that is approved here is sent first: he has it, so that it is only learned. What is unknown or given up he must cancel.
    private async Task<Problem> TellAsync(string unit, PayMonth month, List<HeldList> strangers, CancellationToken cancel)
    {
        var ids = strangers.ConvertAll(l => Guid.TryParse(l.ListId, out var id) ? id : Guid.Empty);
        var waiting = await db.PaymentLists.IgnoreQueryFilters([NodeDb.TenantFilter]).CountAsync(l => ids.Contains(l.Id) && (l.Status == ListStatus.Approved || l.Status == ListStatus.Draft), cancel);
        return (waiting == strangers.Count ? SendingProblems.HeldNotSent : SendingProblems.HeldByPayer).Now(unit, month, string.Join(", ", strangers.Select(s => s.Reference)));
    }

    /// <param name="Last">The last month of which it made lists; null while it makes them.</param>
    private sealed record AskedUnit(string Code, string Name, PayMonth? Last);
}
