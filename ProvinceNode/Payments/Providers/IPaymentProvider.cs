using ProvinceNode.Payments.Files;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Providers;

/// <summary>
/// Who pays. No call is made inside a transaction, and no adapter sends a list again by itself: after <see cref="SendUnknown"/> the sender stores UNKNOWN and asks by the same
/// key; only <see cref="AskNotKnown"/> lets it send again, with the same key (reliability, "Payments" 3).
/// </summary>
public interface IPaymentProvider
{
    /// <summary>Stable code, kept with each sending: <c>vnpost</c>, <c>vnpost-file</c>, <c>bank-file</c>.</summary>
    string Code { get; }

    /// <summary>Whether the node was told how to reach him.</summary>
    bool IsConfigured { get; }

    /// <summary>Hands a sealed list over, once for each key however often it is called with it.</summary>
    /// <param name="idempotencyKey">Of this sending, stored before the first call.</param>
    Task<SendOutcome> SendAsync(PaymentDocument document, string idempotencyKey, CancellationToken cancel);

    /// <summary>Whether a list arrived.</summary>
    Task<AskOutcome> AskAsync(string idempotencyKey, CancellationToken cancel);

    /// <summary>Which lists of a commune and month he holds, under whatever key: asked after the node lost what it knew.</summary>
    /// <param name="unit">Official code of the commune.</param>
    Task<ListsOutcome> ListsAsync(string unit, PayMonth month, CancellationToken cancel);

    /// <summary>
    /// What became of lines, as a stream of batches. To take the next batch says that the one before is stored: only then a file is put away. Whoever stops in the middle gets the rest
    /// again, so storing is idempotent by (list, row, version).
    /// </summary>
    IAsyncEnumerable<ResultBatch> ResultsAsync(ResultQuery query, CancellationToken cancel);

    /// <summary>Whether accounts exist and in whose name, in the order asked. One answer that does not fit its question takes no other away.</summary>
    Task<AccountsOutcome> CheckAccountsAsync(IReadOnlyList<AccountQuestion> questions, CancellationToken cancel);
}

/// <summary>What came of sending.</summary>
public abstract record SendOutcome;

/// <summary>The provider has it.</summary>
/// <param name="Reference">His own number of it.</param>
public sealed record SendAccepted(string Reference) : SendOutcome;

/// <summary>He has it not and says why; nothing was taken of it.</summary>
public sealed record SendRefused(IReadOnlyList<Problem> Problems) : SendOutcome;

/// <summary>Nobody knows: no answer in time, or none that can be believed. Ask before anything else.</summary>
/// <param name="Why">A short technical word for the log and the officer: <c>hết thời gian chờ</c>. No personal data.</param>
public sealed record SendUnknown(string Why) : SendOutcome;

/// <summary>What the provider says about a key.</summary>
public abstract record AskOutcome;

/// <summary>He never got it: it may be sent again with the same key.</summary>
public sealed record AskNotKnown : AskOutcome;

/// <summary>He has it; the sender compares the hash with his list's.</summary>
public sealed record AskReceived(string Reference, string Hash) : AskOutcome;

/// <summary>No answer that can be believed: still unknown, ask later.</summary>
public sealed record AskUnanswered(string Why) : AskOutcome;

/// <summary>What the provider says about the lists of a commune and month.</summary>
public abstract record ListsOutcome;

/// <summary>All that he holds and has not cancelled.</summary>
public sealed record ListsHeld(IReadOnlyList<HeldList> Lists) : ListsOutcome;

/// <param name="Hash">Of the document, as <see cref="AskReceived"/> has it.</param>
public sealed record HeldList(string ListId, string Reference, string Hash);

/// <summary>No answer that can be believed, or nobody to ask.</summary>
public sealed record ListsUnanswered(string Why) : ListsOutcome;

/// <param name="Reference">The provider's number of one list; empty for all.</param>
/// <param name="Since">Cursor of the last batch that was stored; empty from the beginning. Folders need none.</param>
public sealed record ResultQuery(string Reference = "", string Since = "");

/// <summary>Something that came back.</summary>
/// <param name="Source">Name of the file, or of the page.</param>
public abstract record ResultBatch(string Source);

/// <summary>Lines to store. The importer judges them by <see cref="ResultCheck"/> and adds what it refuses to <paramref name="Report"/>, which the adapter writes beside the file.</summary>
/// <param name="Cursor">To be stored in the same transaction as the lines; empty for files.</param>
/// <param name="Month">Of the file or page; null when each line stands alone.</param>
/// <param name="ListId">Its one list; empty when many.</param>
public sealed record ResultLines(string Source, string Cursor, PayMonth? Month, string ListId, IReadOnlyList<ResultEntry> Entries, ICollection<WireFault> Report) : ResultBatch(Source);

/// <summary>A file that was read before, by its content; nothing changes.</summary>
/// <param name="FirstSeen">UTC.</param>
public sealed record ResultsRepeated(string Source, DateTime FirstSeen) : ResultBatch(Source);

/// <summary>A file or page that was refused as a whole.</summary>
/// <param name="Cursor">As in <see cref="ResultLines"/>: a bad page does not stop those behind it.</param>
public sealed record ResultsRefused(string Source, string Cursor, IReadOnlyList<WireFault> Faults) : ResultBatch(Source);

/// <summary>No answer that can be believed; try later from the same cursor.</summary>
public sealed record ResultsUnanswered(string Source, string Why) : ResultBatch(Source);

/// <summary>An account to be checked before the list closes.</summary>
public sealed record AccountQuestion(string Number, string Bank, string Holder);

/// <summary>What the bank says of it.</summary>
/// <param name="Exists">Open and able to receive.</param>
/// <param name="Closed">It was there, and is closed or locked.</param>
/// <param name="HolderAtBank">As the bank has it, mostly capitals without tones; empty when there is none.</param>
/// <param name="Match">Of the name asked with the bank's.</param>
/// <param name="Why">The bank's words when it cannot receive.</param>
public sealed record AccountAnswer(AccountQuestion Question, bool Exists, bool Closed, string HolderAtBank, HolderMatch Match, string Why);

/// <summary>What came of checking accounts.</summary>
public abstract record AccountsOutcome;

/// <summary>What was answered, in the order asked. What is neither answered nor misfit was not asked to its end: it is asked later.</summary>
/// <param name="Misfits">Questions to which the answer was about something else, each asked alone.</param>
public sealed record AccountsChecked(IReadOnlyList<AccountAnswer> Answers, IReadOnlyList<AccountQuestion> Misfits) : AccountsOutcome;

/// <summary>No answer that can be believed.</summary>
public sealed record AccountsUnanswered(string Why) : AccountsOutcome;

/// <summary>This provider checks no accounts, or the node was not told how.</summary>
public sealed record AccountsNotOffered : AccountsOutcome;
