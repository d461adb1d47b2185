using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Providers;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Tests.Payments.Model;

/// <summary>What the network and the payer do to a call.</summary>
internal enum PayerMood
{
    Well,

    /// <summary>The list never arrives, and nobody is told.</summary>
    LostOnTheWay,

    /// <summary>The list arrives; the answer does not.</summary>
    AnswerLost,

    /// <summary>The list lies somewhere and arrives later by itself.</summary>
    Late,

    Refuses,

    /// <summary>He answers nothing.</summary>
    Silent,
}

/// <summary>A line that the payer holds.</summary>
internal sealed class LedgerRow(string list, PaymentRow row, IReadOnlyList<SumKey> sums)
{
    /// <summary>A copy that goes its own way.</summary>
    public LedgerRow Again()
    {
        var again = new LedgerRow(ListId, row, Sums);
        again.Said.AddRange(Said);
        again.Sent.UnionWith(Sent);
        return again;
    }

    public string ListId { get; } = list;

    public string RowId { get; } = row.RowId;

    public Dong Total { get; } = row.Total;

    /// <summary>Code of the way.</summary>
    public string Method { get; } = row.Method;

    /// <summary>What the node's database said that the line pays, when he got it.</summary>
    public IReadOnlyList<SumKey> Sums { get; } = sums;

    /// <summary>What he told of it, version by version.</summary>
    public List<ResultRow> Said { get; } = [];

    /// <summary>What he sent of it, signed or not.</summary>
    public HashSet<(int Version, bool Signed)> Sent { get; } = [];

    /// <summary>What counts in the end: of what he signed the last, and files only while he signed nothing. Null while he told nothing.</summary>
    public string? InForce => Sent.Any(s => s.Signed) ? Said[Sent.Where(s => s.Signed).Max(s => s.Version) - 1].Status : Said.Count > 0 ? Said[^1].Status : null;

    public IReadOnlyList<string> Told => Said.ConvertAll(s => s.Status);

    /// <summary>Whether he ever told that the money was not handed over: then the node may list it again.</summary>
    public bool CameBack => Said.Exists(s => s.Status != WireCodes.Paid);

    public bool IsPaid => Said.Count > 0 && Said[^1].Status == WireCodes.Paid;
}

/// <summary>A list that the payer holds under a key.</summary>
internal sealed record LedgerList(string Key, PaymentDocument Document, IReadOnlyList<LedgerRow> Rows);

/// <summary>Results on their way to the node.</summary>
internal sealed record LedgerMessage(int Number, PayMonth Month, string ListId, IReadOnlyList<ResultRow> Rows, bool CallBack);

/// <summary>
/// The payer, and the truth about money: his own book of what he holds under which key and what he handed out. He keeps to his contract (one key is one list, however often it comes), whatever the
/// network does to the calls.
/// </summary>
internal sealed class LedgerPayer(PayWorld world)
{
    private readonly Dictionary<string, LedgerList> _lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PaymentDocument> _late = new(StringComparer.Ordinal);
    private readonly HashSet<string> _barred = new(StringComparer.Ordinal);
    private int _number;

    public PayerMood Mood { get; set; }

    public IReadOnlyList<LedgerList> Lists => [.. _lists.Values.OrderBy(l => l.Document.Header.Month).ThenBy(l => l.Document.Header.UnitCode, StringComparer.Ordinal).ThenBy(l => l.Key.Length).ThenBy(l => l.Document.Header.Type, StringComparer.Ordinal).ThenBy(l => l.Document.Header.Seq)];

    public IEnumerable<LedgerRow> Rows => Lists.SelectMany(l => l.Rows);

    /// <summary>Pages that may be polled, and files that lie in the folder.</summary>
    public List<LedgerMessage> Messages { get; } = [];

    /// <summary>What he got against his contract.</summary>
    public List<string> Wrongs { get; } = [];

    /// <summary>All that he ever told.</summary>
    public List<LedgerMessage> Told { get; } = [];

    public bool Holds(Guid list) => _lists.Values.Any(l => l.Document.Header.ListId == list.ToString("D"));

    /// <summary>Knows and holds what another knew and held.</summary>
    public void Follow(LedgerPayer other)
    {
        foreach (var (key, list) in other._lists)
        {
            _lists[key] = list with { Rows = [.. list.Rows.Select(r => r.Again())] };
        }

        foreach (var (key, document) in other._late)
        {
            _late[key] = document;
        }

        _barred.UnionWith(other._barred);
        Messages.AddRange(other.Messages);
        Told.AddRange(other.Told);
        _number = other._number;
    }

    public SendOutcome Send(PaymentDocument document, string key)
    {
        switch (Mood)
        {
            case PayerMood.Silent or PayerMood.LostOnTheWay:
                return new SendUnknown("hết thời gian chờ");
            case PayerMood.Late:
                _late[key] = document;
                return new SendUnknown("hết thời gian chờ");
            case PayerMood.Refuses when !_lists.ContainsKey(key):
                // What he refused he does not take by the same key later.
                _barred.Add(key);
                return new SendRefused([CommonProblems.NotAllowed.Now()]);
            case PayerMood.AnswerLost:
                Take(document, key);
                return new SendUnknown("mất câu trả lời");
            default:
                return Take(document, key);
        }
    }

    public AskOutcome Ask(string key) => Mood == PayerMood.Silent ? new AskUnanswered("hết thời gian chờ")
        : _lists.TryGetValue(key, out var list) ? new AskReceived($"BD-{key}", list.Document.Header.Hash) : new AskNotKnown();

    /// <summary>What was on its way arrives.</summary>
    public void Arrive()
    {
        foreach (var (key, document) in _late.OrderBy(l => l.Key, StringComparer.Ordinal).ToList())
        {
            Take(document, key);
        }

        _late.Clear();
    }

    /// <summary>The payer signs that he has no list under the keys of a list, and takes none by them.</summary>
    public bool Bar(string key)
    {
        if (_lists.ContainsKey(key))
        {
            return false;
        }

        _late.Remove(key);
        return _barred.Add(key);
    }

    /// <summary>Where lists go as files, those to accounts go to a bank, which tells of them by files alone.</summary>
    public bool IsBanks(string list) => world.ByFile && _lists.Values.Any(l => l.Document.Header.ListId == list && l.Rows.Any(r => r.Method == WireCodes.Bank));

    /// <summary>He gives a list back of which he paid nothing, as the officials of a restored node ask.</summary>
    public void Cancel(LedgerList list)
    {
        _lists.Remove(list.Key);
        _barred.Add(list.Key);
    }

    /// <summary>A restored node asks for all that he told since its backup.</summary>
    public void TellAgain()
    {
        var again = Told.Except(Messages).Concat(Messages).OrderBy(m => m.Number).ToList();
        Messages.Clear();
        Messages.AddRange(again);
    }

    /// <summary>He tells of lines; each that is new counts on from what he told before.</summary>
    public LedgerMessage Tell(LedgerList list, IReadOnlyList<(LedgerRow Row, string Status, string Reason)> told, bool callBack)
    {
        var rows = told.Select(t =>
        {
            t.Row.Said.Add(Row(t.Row, t.Status, t.Reason, t.Row.Said.Count + 1));
            return t.Row.Said[^1];
        }).ToList();
        return Post(list, rows, callBack);
    }

    /// <summary>A message as it is, also one that says nothing new or something wrong.</summary>
    public LedgerMessage Post(LedgerList list, IReadOnlyList<ResultRow> rows, bool callBack, PayMonth? month = null)
    {
        // A bank calls nobody back.
        callBack &= !IsBanks(list.Document.Header.ListId);
        var message = new LedgerMessage(++_number, month ?? list.Document.Header.Month, list.Document.Header.ListId, rows, callBack);
        foreach (var row in list.Rows)
        {
            row.Sent.UnionWith(rows.Where(r => row.Said.Contains(r)).Select(r => (r.Version, callBack || !world.ByFile)));
        }

        Messages.Add(message);
        Told.Add(message);
        world.HeardAll = false;
        return message;
    }

    public static ResultRow Row(LedgerRow row, string status, string reason, int version) => new()
    {
        ListId = row.ListId, RowId = row.RowId, Status = status, Amount = row.Total, PaidAt = status == WireCodes.Paid ? Results.ToldFile.PaidOn(Guid.Parse(row.RowId)) : null, Method = row.Method,
        CollectedBy = status == WireCodes.Paid ? WireCodes.Self : "", ReasonCode = status == WireCodes.Paid ? "" : reason, ReasonText = status == WireCodes.Paid ? "" : "Bưu điện báo", Version = version,
    };

    private SendOutcome Take(PaymentDocument document, string key)
    {
        if (_barred.Contains(key))
        {
            return new SendRefused([CommonProblems.NotAllowed.Now()]);
        }

        if (_lists.TryGetValue(key, out var known))
        {
            return known.Document.Header.Hash == document.Header.Hash ? new SendAccepted($"BD-{key}") : new SendRefused([ProviderProblems.KeyUsed.Now()]);
        }

        if (_lists.Values.FirstOrDefault(l => l.Document.Header.ListId == document.Header.ListId) is { } other)
        {
            Wrongs.Add($"list {document.Header.ListId} reached the payer under two keys, {other.Key} and {key}");
        }

        var sums = world.SumsOf(Guid.Parse(document.Header.ListId));
        var rows = document.Rows.Select(r => new LedgerRow(document.Header.ListId, r, [.. sums[Guid.Parse(r.RowId)]])).ToList();
        foreach (var (row, sum) in rows.SelectMany(r => r.Sums.Select(s => (r, s))))
        {
            if (Rows.FirstOrDefault(o => !o.CameBack && o.Sums.Any(s => s.Key == sum.Key)) is { } twice)
            {
                Wrongs.Add($"{sum} is handed to the payer again by row {row.RowId}, while he pays it by row {twice.RowId}");
            }

            if (world.IsPaidOnPaper(sum))
            {
                Wrongs.Add($"{sum} is handed to the payer by row {row.RowId}, and was paid by a signed paper");
            }
        }

        _lists[key] = new(key, document, rows);
        return new SendAccepted($"BD-{key}");
    }
}
