using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Platform;

/// <summary>Reading a person's record is recorded: who and when (reliability, audit 2). The same official looking again within half an hour is one reading.</summary>
public sealed class PersonViews(NodeDb db, VietnamTime time)
{
    private static readonly TimeSpan OneReading = TimeSpan.FromMinutes(30);

    public async Task RecordAsync(string subject, Guid id, SignedInOfficial official, CancellationToken cancel)
    {
        var (key, since) = ($"{subject}/{id:D}", time.UtcNow - OneReading);
        if (!await db.Acts.AnyAsync(a => a.Subject == key && a.Kind == ActKinds.ViewPerson && a.OfficialId == official.Id && a.At > since, cancel))
        {
            await db.SaveAsync(Act.By(official, ActKinds.ViewPerson, time.UtcNow).On(subject, id), cancel);
        }
    }

    /// <summary>Somebody was looked for by his whole number: each who was found, or that nobody was. The number itself is not kept.</summary>
    public async Task RecordSearchAsync(IReadOnlyCollection<Guid> found, SignedInOfficial official, CancellationToken cancel)
    {
        if (found.Count == 0)
        {
            await db.SaveAsync(Act.By(official, ActKinds.SearchNumber, time.UtcNow, "Không có ai"), cancel);
            return;
        }

        var (subjects, since) = (found.Select(id => $"beneficiary/{id:D}").ToList(), time.UtcNow - OneReading);
        var known = await db.Acts.AsNoTracking().Where(a => subjects.Contains(a.Subject) && a.Kind == ActKinds.SearchNumber && a.OfficialId == official.Id && a.At > since)
            .Select(a => a.Subject).Distinct().ToListAsync(cancel);
        foreach (var id in found.Where(id => !known.Contains($"beneficiary/{id:D}")))
        {
            await db.SaveAsync(Act.By(official, ActKinds.SearchNumber, time.UtcNow).On("beneficiary", id), cancel);
        }
    }

    /// <summary>Somebody wanted to read what is closed to him: each attempt stands on record.</summary>
    public Task RecordRefusalAsync(string subject, Guid id, SignedInOfficial official, CancellationToken cancel) =>
        db.SaveAsync(Act.By(official, ActKinds.AccessDenied, time.UtcNow).On(subject, id), cancel);

    /// <summary>The same of everybody on a page that shows several, e.g. a list decision: each finds it among the readings of his own record.</summary>
    public async Task RecordAllAsync(string subject, IReadOnlyCollection<Guid> ids, SignedInOfficial official, CancellationToken cancel)
    {
        var (keys, since) = (ids.Select(id => $"{subject}/{id:D}").ToList(), time.UtcNow - OneReading);
        var seen = await db.Acts.AsNoTracking().Where(a => keys.Contains(a.Subject) && a.Kind == ActKinds.ViewPerson && a.OfficialId == official.Id && a.At > since)
            .Select(a => a.Subject).Distinct().ToListAsync(cancel);
        foreach (var id in ids.Where(id => !seen.Contains($"{subject}/{id:D}")))
        {
            await db.SaveAsync(Act.By(official, ActKinds.ViewPerson, time.UtcNow).On(subject, id), cancel);
        }
    }
}
