using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Citizens;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Worklist;

/// <summary>
/// Soạn sẵn đề nghị: for who comes into a right at 70, 75 or 80 the law wants his own request (form 1d, Decree 20 Art. 7 and 8; form 01 of Decree 176/2025), so the office
/// may not open a dossier in his place: no day of the procedure would begin and no decision would rest on it. What it may do is done by one confirmation for many: each
/// request is written as far as the registry knows the person and stands ready as a draft of the officer. He goes through it with the person, who adds what only he knows
/// (a pension of his own), confirms and signs; then it is filed on his behalf (nhập hộ) and becomes the dossier, which the row follows.
/// </summary>
public sealed class PrepareRequests(NodeDb db, Drafts drafts, Offers offers, WorklistPrefill prefill, VietnamTime time)
{
    // Drafts of one row: one was sent and its dossier ended without a decision, so that the row stands open again.
    private const int MostDrafts = 20;

    /// <summary>Whether a row wants somebody's own request, which can be written for him.</summary>
    public static bool Suits(WorklistRow row) => row is { State: WorklistState.Open, Step: WorklistStep.Apply, Situation.Length: > 0 };

    /// <summary>Writes the request of a row; a second time it is the same draft. Inside the caller's transaction, which also saves the row.</summary>
    /// <returns>Key of the draft.</returns>
    public async Task<Outcome<Guid>> WriteAsync(WorklistRow row, SignedInOfficial official, CancellationToken cancel)
    {
        if (!official.May(Actions.DossierEnter) || official.Office.Value != row.TenantPath)
        {
            return CommonProblems.NotAllowed.Now();
        }

        if (await offers.FindAsync(row.Situation, cancel) is not { } situation)
        {
            return WorklistProblems.NoDossier.Now();
        }

        var (key, known) = await KeyAsync(row.Id, cancel);
        if (known is not null)
        {
            return known.OfficialId == official.Id ? key : WorklistProblems.WrittenByOther.Now(VietnameseFormat.Date(VietnamTime.Day(known.UpdatedAt)));
        }

        var draft = await drafts.StartForAsync(key, situation, official.Id, cancel);
        var content = DraftContent.Parse(draft.Answers);
        await prefill.FillAsync(row.Id, content.Values, official, cancel);
        content.Values["CommuneCode"] = official.Office.UnitCode;
        if (row.BeforeDong > 0 && row.Situation == CandidateRules.Pension)
        {
            content.Values["AssistanceAmount"] = row.BeforeDong.ToString(CultureInfo.InvariantCulture);
        }

        await drafts.SaveAsync(draft, content, cancel);
        row.Note = $"Đề nghị đã soạn sẵn ngày {VietnameseFormat.Date(time.Today)} ({official.FullName}): chờ người dân xác nhận, ký rồi nộp.";
        (row.ChangedAt, row.Version) = (time.UtcNow, row.Version + 1);
        return await db.SaveAsync(Act.By(official, ActKinds.WorklistPrepare, time.UtcNow, row.What).On("worklist", row.Id), cancel) ? key : CommonProblems.ChangedMeanwhile.Now();
    }

    /// <summary>The official's draft of a row that is not sent; null when there is none.</summary>
    public async Task<Guid?> OwnAsync(Guid row, Guid official, CancellationToken cancel) => await KeyAsync(row, cancel) is (var key, { } draft) && draft.OfficialId == official ? key : null;

    /// <summary>Keys of the drafts that a row may have. They follow from the row, so that two confirmations write one request.</summary>
    public static IEnumerable<Guid> KeysOf(Guid row) =>
        Enumerable.Range(0, MostDrafts).Select(i => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"worklist/{row:N}/{i}")))[..16]));

    private async Task<(Guid Key, Draft? Known)> KeyAsync(Guid row, CancellationToken cancel)
    {
        var oldest = time.UtcNow.AddDays(-Drafts.KeptDays);
        foreach (var key in KeysOf(row))
        {
            var known = await db.Drafts.AsNoTracking().SingleOrDefaultAsync(d => d.Id == key && d.UpdatedAt >= oldest, cancel);
            if (known is not { DossierCode: not null })
            {
                return (key, known);
            }
        }

        return (Guid.CreateVersion7(new DateTimeOffset(time.UtcNow)), null);
    }
}
