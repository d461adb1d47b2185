using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Bulk;

/// <summary>Several dossiers of one commune and procedure that take the same step by one paper: all or none.</summary>
public sealed class CommonStep(DossierDesk desk)
{
    public static readonly ProblemKind Together = new("common-together", "Các hồ sơ đi chung một văn bản phải cùng xã, cùng thủ tục và cùng nội dung đề nghị. Hãy chọn riêng từng nhóm.");

    public static readonly ProblemKind PostAlone = new("common-post-alone", "Hồ sơ này được niêm yết bằng thông báo riêng. Hãy bỏ chọn hồ sơ này và mở niêm yết ở trang của hồ sơ.");

    public DossierDesk Desk => desk;

    /// <summary>The ticked dossiers in the order of their codes, when each may take the step now.</summary>
    public async Task<Outcome<IReadOnlyList<OpenDossier>>> OpenAsync(IReadOnlyList<BulkItem> items, SignedInOfficial official, string verb, CancellationToken cancel)
    {
        if (items.Count is 0 or > BulkDesk.Most)
        {
            return items.Count == 0 ? BulkDesk.NothingChosen.At("Ticked") : BulkDesk.TooMany.At("Ticked", BulkDesk.Most, items.Count);
        }

        var (open, faults) = (new List<OpenDossier>(), new List<Problem>());
        foreach (var item in items)
        {
            var one = await desk.OpenAsync(item.Id, item.Version, official, verb, cancel);
            if (one.Succeeded)
            {
                open.Add(one.Value);
            }
            else
            {
                var code = await desk.Db.Dossiers.Where(d => d.Id == item.Id).Select(d => d.Code).SingleOrDefaultAsync(cancel);
                faults.AddRange(code is null ? one.Problems : one.Problems.Select(p => ListProblems.Line.Now(code, p.Message)));
            }
        }

        if (faults.Count > 0)
        {
            return faults;
        }

        var first = open[0].Dossier;
        return open.Exists(o => (o.Dossier.TenantPath, o.Dossier.ProcedureCode, o.Dossier.Kind) != (first.TenantPath, first.ProcedureCode, first.Kind))
            ? Together.Now() : open.OrderBy(o => o.Dossier.Owner.SortName, StringComparer.Ordinal).ThenBy(o => o.Dossier.Code, StringComparer.Ordinal).ToList();
    }

    /// <summary>Keeps the common paper with the first dossier and links the others to it.</summary>
    public void Keep(IssuedPaper paper, IReadOnlyList<OpenDossier> open)
    {
        desk.Db.Papers.Add(paper);
        Link(paper, open);
    }

    /// <summary>Links the other dossiers to a paper that is kept with the first.</summary>
    public void Link(IssuedPaper paper, IReadOnlyList<OpenDossier> open) => desk.Db.CommonPapers.AddRange(open.Skip(1).Select(o => new CommonPaper
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(o.Context.NowUtc)), DossierId = o.Dossier.Id, TenantPath = o.Dossier.TenantPath, PaperId = paper.Id,
        }));
}
