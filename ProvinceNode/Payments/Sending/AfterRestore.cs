using Microsoft.EntityFrameworkCore;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Providers;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Sending;

/// <summary>
/// The lock on sending after the node was restored from a backup. What was built and sent after the backup was made is not known here any more, and the same months would be built again under
/// other ids and keys; so before a list goes out, its payer is asked what he holds for the commune in the months that may have been lost. A list that this node does not know stops it.
/// </summary>
public sealed class AfterRestore(NodeDb db, PaymentProviders providers)
{
    /// <summary>Lists of the months around the restore may have been lost; the one after them would carry their months as missed.</summary>
    private const int MonthsAsked = 2;

    /// <summary>What is known before the list goes out; null: it may go. No transaction is open.</summary>
    public async Task<SendOutcome?> AskAsync(string provider, PaymentList list, PaymentDocument document, CancellationToken cancel)
    {
        var (id, state) = (list.Id, await db.States.AsNoTracking().SingleAsync(cancel));
        if (state.EpochAt is not { } at || new PayMonth(list.Month) > PayMonth.Of(VietnamTime.Day(at)).AddMonths(MonthsAsked)
            || await db.PaperAnswers.AnyAsync(a => a.ListId == id && a.State == PaperAnswerState.Confirmed && !a.Received, cancel))
        {
            return null;
        }

        var first = PayMonth.Of(VietnamTime.Day(at));
        foreach (var month in new[] { new PayMonth(list.Month), first.AddMonths(-1), first, first.AddMonths(1) }.Distinct())
        {
            switch (await ListsAsync(provider, document.Header.UnitCode, month, cancel))
            {
                case ListsHeld held:
                    if (held.Lists.FirstOrDefault(l => l.ListId == document.Header.ListId) is { } mine)
                    {
                        return mine.Hash == document.Header.Hash ? new SendAccepted(mine.Reference) : new SendUnknown("đơn vị chi trả giữ một danh sách khác mã kiểm tra dưới mã này; cần liên hệ trực tiếp");
                    }

                    if (await StrangersAsync(held, cancel) is { Count: > 0 } strangers)
                    {
                        return new SendRefused([SendingProblems.HeldByPayer.Now(document.Header.UnitName, month, string.Join(", ", strangers.Select(s => s.Reference)))]);
                    }

                    break;
                case ListsUnanswered silent:
                    return new SendUnknown($"nút đã phục hồi từ bản sao lưu nên phải hỏi đơn vị chi trả trước khi gửi: {silent.Why}");
            }
        }

        return null;
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

    private async Task<List<HeldList>> StrangersAsync(ListsHeld held, CancellationToken cancel)
    {
        var ids = held.Lists.Select(l => Guid.TryParse(l.ListId, out var id) ? id : Guid.Empty).ToList();
        var known = await db.PaymentLists.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(l => ids.Contains(l.Id)).Select(l => l.Id).ToListAsync(cancel);
        return [.. held.Lists.Where(l => !Guid.TryParse(l.ListId, out var id) || !known.Contains(id))];
    }
}
