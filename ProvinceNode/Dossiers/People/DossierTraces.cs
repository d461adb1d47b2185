using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Erasing;
using Protos.Values;

namespace ProvinceNode.Dossiers.People;

/// <summary>
/// What dossiers keep of a person: a dossier is a record of the administration and keeps him whatever became of it; rows of the worklist go, and the
/// requests that officials wrote from them. A draft that a citizen is writing, or an official for somebody else, is that one's work though it names him, and is forgotten after its days.
/// </summary>
public sealed class DossierTraces(NodeDb db) : IPersonalTraces
{
    private const int Named = 5;

    private static readonly string[] Anywhere = [NodeDb.TenantFilter];

    public async Task<IReadOnlyList<Problem>> StandingAsync(ErasedPerson person, CancellationToken cancel)
    {
        var (id, numbers) = (person.Id, person.Numbers);
        var codes = await db.Dossiers.IgnoreQueryFilters(Anywhere).Where(d => d.BeneficiaryId == id || numbers.Contains(d.Owner.CitizenId) || numbers.Contains(d.Owner.OldIdentityNumber) || numbers.Contains(d.Applicant.CitizenId))
            .OrderBy(d => d.SubmittedAt).Select(d => d.Code).Take(Named).ToListAsync(cancel);
        foreach (var number in numbers)
        {
            // Named in what others declared: child, carer, receiver.
            codes.AddRange(await db.DossierRequests.IgnoreQueryFilters(Anywhere).Where(r => r.Answers.Contains(number))
                .Join(db.Dossiers.IgnoreQueryFilters(Anywhere), r => r.DossierId, d => d.Id, (r, d) => d.Code).Distinct().Take(Named).ToListAsync(cancel));
        }

        codes = [.. codes.Distinct(StringComparer.Ordinal)];
        return codes.Count == 0 ? [] : [ErasureProblems.Filed.Now(string.Join(", ", codes.Take(Named)))];
    }

    public async Task EraseAsync(ErasedPerson person, ErasureTally tally, CancellationToken cancel)
    {
        var (id, numbers) = (person.Id, person.Numbers);
        var rows = await db.Set<Worklist.WorklistRow>().IgnoreQueryFilters(Anywhere).Where(r => r.BeneficiaryId == id || numbers.Contains(r.PersonNumber)).ToListAsync(cancel);
        db.RemoveRange(rows);
        tally.Add("việc của tháng", rows.Count);
        var written = rows.SelectMany(r => Worklist.PrepareRequests.KeysOf(r.Id)).ToList();
        var drafts = written.Count == 0 ? [] : await db.Drafts.Where(d => written.Contains(d.Id) && d.OfficialId != null && d.DossierCode == null).ToListAsync(cancel);
        db.RemoveRange(drafts);
        tally.Add("tờ khai cán bộ soạn sẵn cho người này", drafts.Count);
    }
}
