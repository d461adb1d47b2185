using Microsoft.EntityFrameworkCore;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Sending;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Results;

/// <summary>A line that was sent, as its results are held against it.</summary>
public sealed record SentLine(Guid Id, Guid ListId, string TenantPath, int Order, Dong Total, LineOutcome Outcome, int ResultVersion, int People);

/// <summary>
/// What the database knows of the lists and lines that some results name: a query each for lists, sendings, lines and former results, whatever the number of results. Results that are
/// stored by the way are added, so that two of one line are judged one after the other.
/// </summary>
public sealed class ResultBook
{
    private readonly Dictionary<Guid, PaymentList> _lists;
    private readonly Dictionary<Guid, SentLine> _lines;
    private readonly Dictionary<Guid, List<PaymentResult>> _known;
    private readonly Dictionary<Guid, string> _sent;
    private readonly HashSet<Guid> _unsent;
    private readonly DateTime? _restored;

    private ResultBook(Dictionary<Guid, PaymentList> lists, Sendings sent, Dictionary<Guid, SentLine> lines, Dictionary<Guid, List<PaymentResult>> known) => (_lists, _sent, _unsent, _restored, _lines, _known) = (lists, sent.Here, sent.None, sent.Restored, lines, known);

    /// <summary>Lists of the results, tracked.</summary>
    public IReadOnlyCollection<PaymentList> Lists => _lists.Values;

    /// <param name="payer">Whose results they are: lists that went to another are none of his.</param>
    public static async Task<ResultBook> OpenAsync(NodeDb db, string payer, IReadOnlyList<ResultEntry> entries, CancellationToken cancel)
    {
        var rows = entries.Select(e => e.Row).OfType<ResultRow>().ToList();
        var (listIds, lineIds) = (Ids(rows.Select(r => r.ListId)), Ids(rows.Select(r => r.RowId)));
        var lists = await db.PaymentLists.Where(l => listIds.Contains(l.Id)).ToDictionaryAsync(l => l.Id, cancel);
        var sendings = await db.PaymentSendings.AsNoTracking().Where(s => listIds.Contains(s.ListId) && s.State != SendingState.Prepared && s.State != SendingState.Refused).Select(s => new { s.ListId, s.Provider }).ToListAsync(cancel);
        var lines = new Dictionary<Guid, SentLine>();
        foreach (var some in lineIds.Chunk(500))
        {
            foreach (var l in await db.PaymentLines.AsNoTracking().Where(l => some.Contains(l.Id) && l.Total != Dong.Zero)
                .Select(l => new SentLine(l.Id, l.ListId, l.TenantPath, l.Order, l.Total, l.Outcome, l.ResultVersion, l.People)).ToListAsync(cancel))
            {
                lines[l.Id] = l;
            }
        }

        var known = new Dictionary<Guid, List<PaymentResult>>();
        foreach (var some in lines.Values.Where(l => l.ResultVersion > 0).Select(l => l.Id).Chunk(500))
        {
            foreach (var result in await db.PaymentResults.AsNoTracking().Where(r => some.Contains(r.LineId)).OrderBy(r => r.LineId).ThenBy(r => r.Version).ToListAsync(cancel))
            {
                (known.TryGetValue(result.LineId, out var list) ? list : known[result.LineId] = []).Add(result);
            }
        }

        var here = sendings.Where(s => ChannelRules.Payer(s.Provider) == payer).ToDictionary(s => s.ListId, s => s.Provider);
        var none = lists.Values.Where(l => l.Status != ListStatus.Discarded && !sendings.Exists(s => s.ListId == l.Id)).Select(l => l.Id).ToHashSet();
        return new(lists, new(here, none, await db.States.AsNoTracking().Select(s => s.EpochAt).FirstOrDefaultAsync(cancel)), lines, known);
    }

    /// <summary>A list that went to this payer; null else.</summary>
    public PaymentList? List(string id) => Guid.TryParse(id, out var key) && _sent.ContainsKey(key) ? _lists.GetValueOrDefault(key) : null;

    /// <summary>A list of this node of which it does not know that it went out, as after a restore from a backup that was made before; null else.</summary>
    public PaymentList? Unsent(string id) => Guid.TryParse(id, out var key) && _unsent.Contains(key) ? _lists.GetValueOrDefault(key) : null;

    /// <summary>The channel by which a list of this payer went out.</summary>
    public string Provider(Guid list) => _sent[list];

    public SentLine? Line(string list, string row) => Guid.TryParse(row, out var key) && _lines.TryGetValue(key, out var line) && Guid.TryParse(list, out var of) && line.ListId == of ? line : null;

    public IReadOnlyList<PaymentResult> Known(Guid line) => _known.GetValueOrDefault(line) ?? [];

    public void Add(PaymentResult result) => (_known.TryGetValue(result.LineId, out var list) ? list : _known[result.LineId] = []).Add(result);

    /// <summary>The entry as it may be settled, see <see cref="ResultCheck"/>.</summary>
    /// <param name="today">In Viet Nam.</param>
    /// <param name="unsent">Results of lists that are not known to have gone out may wait.</param>
    public ResultEntry Judge(ResultEntry entry, PayMonth? month, string fileList, DateOnly today, bool unsent = false)
    {
        PaymentList? ListOf(string id) => List(id) ?? (unsent ? Unsent(id) : null);
        var days = entry.Row is { } told && ListOf(told.ListId) is { } of ? PaidDays.Of(Begun(of, Line(told.ListId, told.RowId)), today) : null;
        return ResultCheck.Judge(entry, month, fileList, id => ListOf(id) is { } list ? new SentList(list.Id.ToString("D"), new PayMonth(list.Month)) : null, (list, row) => Line(list, row)?.Total, days);
    }

    // Nobody has a list before it is approved. What was approved anew after a restore the payer may have had since its first approval, which nobody knows any more; and a list on paper went before its approval here.
    private DateOnly Begun(PaymentList list, SentLine? line) => line is not null && Known(line.Id).Any(k => k.Channel == ResultChannel.Paper) ? OnPaper.PaperLines.FirstDay(list)
        : VietnamTime.Day(list.ApprovedAt is { } approved && !(list.BuiltAt < _restored && approved >= _restored) ? approved : list.BuiltAt);

    private static List<Guid> Ids(IEnumerable<string> texts) => [.. texts.Distinct(StringComparer.Ordinal).Select(t => Guid.TryParse(t, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct()];

    /// <summary>By list its channel, of those that went to the payer; lists that went to nobody; and when this node was restored, if ever (UTC).</summary>
    private sealed record Sendings(Dictionary<Guid, string> Here, HashSet<Guid> None, DateTime? Restored);
}
