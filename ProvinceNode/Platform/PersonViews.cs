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
}
