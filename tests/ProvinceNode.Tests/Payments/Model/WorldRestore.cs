using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Payments;
using ProvinceNode.Payments.OnPaper;
using ProvinceNode.Replication;

namespace ProvinceNode.Tests.Payments.Model;

/// <summary>A signed list on paper: its lines were paid in cash.</summary>
internal sealed record PaperHanded(IReadOnlySet<Guid> Lines, IReadOnlyList<SumKey> Sums)
{
    public bool IsConfirmed { get; init; }
}

/// <summary>What the world knows beside the node: backups of it, lists that it lost by them, and money that was paid on paper.</summary>
internal sealed partial class PayWorld
{
    private DueTruth? _saved;
    private HashSet<Guid> _savedOut = [];
    private Dictionary<Guid, ListStatus> _savedLists = [];

    /// <summary>Lists that the payer held when the node was put back to a copy that does not know it, as it had them then; Discarded: not at all.</summary>
    public Dictionary<Guid, ListStatus> Lost { get; } = [];

    /// <summary>By list and number of the paper.</summary>
    public Dictionary<(Guid List, string Number), PaperHanded> OnPaper { get; } = [];

    public int Restores { get; private set; }

    public bool IsPaidOnPaper(SumKey sum) => OnPaper.Values.Any(p => p.IsConfirmed && p.Sums.Any(s => s.Key == sum.Key));

    public void Back(DueTruth truth)
    {
        _store.Save();
        _saved = truth.Again();
        _savedLists = Read("SELECT Id, Status FROM PaymentLists", r => (Id: r.GetGuid(0), Status: Enum.Parse<ListStatus>(r.GetString(1)))).ToDictionary(l => l.Id, l => l.Status);
        _savedOut = [.. _savedLists.Where(l => l.Value is ListStatus.Sending or ListStatus.Unknown or ListStatus.Sent or ListStatus.Settled).Select(l => l.Key)];
    }

    /// <summary>
    /// Whether the node may be put back: there is a backup; the payer can be asked; nobody paid on paper since; and of a list that the backup does not know the payer told nothing yet, so that he can cancel it. What he paid of
    /// such a list nobody takes back: no rule of a node could help.
    /// </summary>
    public bool MayRestore => _saved is not null && !ByFile && OnPaper.Keys.All(p => _savedOut.Contains(p.List))
        && Payer.Lists.All(l => _savedLists.GetValueOrDefault(Guid.Parse(l.Document.Header.ListId), ListStatus.Discarded) != ListStatus.Discarded || l.Rows.All(r => r.Told.Count == 0));

    /// <summary>The node is put back to its backup and told so, as its administrator does: all that it knew since is gone.</summary>
    public async Task<string> RestoreAsync(Worker w, DueTruth truth)
    {
        Payer.Arrive();
        _store.Restore();
        truth.Follow(_saved!);
        foreach (var list in Payer.Lists.Select(l => Guid.Parse(l.Document.Header.ListId)).Where(l => !_savedOut.Contains(l)))
        {
            Lost[list] = _savedLists.GetValueOrDefault(list, ListStatus.Discarded);
        }

        (HeardAll, Restores) = (false, Restores + 1);
        Payer.TellAgain();
        return $"epoch {await InAsync(w, "38", null, s => s.GetRequiredService<StartNewEpoch>().RaiseAsync(1, default))}, lost {Lost.Count}";
    }

    /// <summary>A list that no payer has is paid in cash by a signed paper: some of its lines, which one records and another confirms.</summary>
    public async Task<string> PayOnPaperAsync(Worker w, Guid list, IReadOnlyList<int> orders)
    {
        var lines = Read("SELECT Id, [Order], Total FROM PaymentLines WHERE ListId = $id", r => (Id: r.GetGuid(0), Order: r.GetInt32(1), Total: r.GetInt64(2)), list).Where(l => orders.Contains(l.Order) && l.Total != 0).ToList();
        var (sums, number) = (SumsOf(list), $"{OnPaper.Count + 1}/DS");
        OnPaper[(list, number)] = new(lines.Select(l => l.Id).ToHashSet(), [.. lines.SelectMany(l => sums[l.Id])]);
        var input = new PaperPaymentInput(number, Time.Today, string.Join(", ", lines.Select(l => l.Order)), lines.Sum(l => l.Total), "danh-sach.pdf");
        try
        {
            var recorded = await AsAsync(w, Cashier, s => s.GetRequiredService<RecordPaperPayment>().Handle(list, input, new MemoryStream("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"u8.ToArray()), Cashier, default));
            return Papers(list, "Recorded") is not [var waiting] ? recorded
                : await AsAsync(w, Head, s => s.GetRequiredService<SettlePaperPayment>().Handle(list, waiting.Id, true, "Đã đối chiếu với bản có chữ ký", Head, default));
        }
        finally
        {
            foreach (var (_, confirmed) in Papers(list, "Confirmed"))
            {
                var paper = OnPaper[(list, confirmed)] = OnPaper[(list, confirmed)] with { IsConfirmed = true };
                Payer.Wrongs.AddRange(paper.Sums.Where(s => Payer.Rows.Any(r => !r.CameBack && r.Sums.Any(o => o.Key == s.Key))).Select(s => $"{s} was paid by a signed paper, and the payer pays it"));
            }
        }
    }

    private List<(Guid Id, string Number)> Papers(Guid list, string state) => Read($"SELECT Id, Number FROM PaymentPapers WHERE ListId = $id AND State = '{state}'", r => (r.GetGuid(0), r.GetString(1)), list);

    private void Remember(PayWorld from)
    {
        foreach (var (list, status) in from.Lost)
        {
            Lost[list] = status;
        }

        foreach (var (key, paper) in from.OnPaper)
        {
            OnPaper[key] = paper;
        }
    }
}
