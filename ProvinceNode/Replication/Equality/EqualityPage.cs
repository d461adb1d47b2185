using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using ProvinceNode.Replication.Repair;
using Protos.Equality;
using Protos.Replication;

namespace ProvinceNode.Replication.Equality;

/// <summary>Chứng nhận khớp dữ liệu: the last certificate row by row, the earlier ones, the signed file; a new one is asked for here, and rows changed past the system are settled here.</summary>
[Needs(Actions.ReplicationView)]
[Starts<EqualityJob>]
public sealed class EqualityPageModel(EqualityBook book, AskCertificate ask, SettleDifference settle, EraseAtHub erase, CurrentOfficial current) : PageModel
{
    private const int Listed = 60;

    /// <summary>Rows shown; the file names more.</summary>
    private const int NamedRows = 200;

    [BindProperty(SupportsGet = true, Name = "so")]
    public Guid? Number { get; set; }

    [BindProperty(SupportsGet = true, Name = "xong")]
    public string? Done { get; set; }

    public EqualityCertificate? Shown { get; private set; }

    public EqualityCertificate? Wanted { get; private set; }

    public EqualityContent? Said { get; private set; }

    /// <summary>What repairs wrote down of rows that only the hub has, by record.</summary>
    public IReadOnlyDictionary<Guid, RepairFinding> Findings { get; private set; } = new Dictionary<Guid, RepairFinding>();

    public IReadOnlyList<CertificateLine> Earlier { get; private set; } = [];

    public bool MayAsk => current.Official?.May(Actions.ReplicationResend) == true;

    public IReadOnlyList<EqualityRow> Rows => [.. (Said?.Rows ?? []).Take(NamedRows)];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        (Wanted, Earlier) = (await book.WantedAsync(cancel), await book.ListAsync(Listed, cancel));
        Shown = Number is { } id ? await book.FindAsync(id, cancel) : await book.LastAsync(cancel);
        if (Number is not null && Shown is null)
        {
            return NotFound();
        }

        Said = Shown is null ? null : EqualityBook.Read(Shown);
        Findings = await book.FindingsAsync(Rows, cancel);
        return Page();
    }

    public async Task<IActionResult> OnGetFileAsync(CancellationToken cancel) =>
        Number is { } id && await book.FindAsync(id, cancel) is { Packed: { } packed } ? File(EqualityPacking.Unpack(packed), "application/json", $"khop-du-lieu-{id:N}.json") : NotFound();

    /// <summary>Asks for a certificate; the verb asks whether he may.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel) => await AnswerAsync(await ask.HandleAsync(current.Required, cancel), "doi-chieu", cancel);

    /// <summary>Settles one row that was changed past the system.</summary>
    public async Task<IActionResult> OnPostSettleAsync(RecordKind kind, Guid recordId, bool accept, string? why, CancellationToken cancel) =>
        await AnswerAsync(await settle.HandleAsync(current.Required, kind, recordId, accept, why ?? "", cancel), "da-xu-ly", cancel);

    /// <summary>Has a record erased that only the hub has.</summary>
    public async Task<IActionResult> OnPostEraseAsync(RecordKind kind, Guid recordId, string? why, CancellationToken cancel) =>
        await AnswerAsync(await erase.HandleAsync(current.Required, kind, recordId, why ?? "", cancel), "da-xu-ly", cancel);

    /// <summary>What a repair wrote down of a row; null when it did not.</summary>
    public RepairFinding? FindingOf(EqualityRow row) => Findings.GetValueOrDefault(Guid.ParseExact(row.Id, "D"));

    /// <summary>Whether only the hub has it, and it waits for an official.</summary>
    public bool IsHeld(EqualityRow row) => EqualityBook.IsHeld(row, FindingOf(row) is not null);

    /// <summary>Whether an official can settle it.</summary>
    public bool MaySettle(EqualityRow row) => MayAsk && Number is null && row.What is DifferenceKind.NodeValue or DifferenceKind.NodeExtra;

    private async Task<IActionResult> AnswerAsync<T>(Outcome<T> answer, string done, CancellationToken cancel)
    {
        if (answer.Succeeded)
        {
            return Redirect($"/dong-bo/chung-nhan?xong={done}");
        }

        this.Show(answer.Problems);
        return await OnGetAsync(cancel);
    }
}
