using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Citizens.Own;

/// <summary>Keeps that a citizen opened a file, and by what he proved himself: looking twice in half an hour is one reading, another proof is another reader.</summary>
public sealed class OwnViews(NodeDb db, VietnamTime time)
{
    private static readonly TimeSpan OneReading = TimeSpan.FromMinutes(30);

    public async Task RecordAsync(OwnPerson person, CitizenIdentity who, CancellationToken cancel)
    {
        var (subject, proof, since) = ($"beneficiary/{person.Id:D}", who.Proof, time.UtcNow - OneReading);
        if (!await db.Acts.AnyAsync(a => a.Subject == subject && a.Kind == ActKinds.ViewOwn && a.Evidence == proof && a.At > since, cancel))
        {
            await db.SaveAsync(Act.ByCitizen(TenantPath.Parse(person.TenantPath), ActKinds.ViewOwn, time.UtcNow, evidence: proof).On("beneficiary", person.Id), cancel);
        }
    }

    /// <summary>Who it was, for the person himself.</summary>
    /// <param name="proof">See <see cref="CitizenIdentity.Proof"/>; empty for what was kept before proofs were.</param>
    public static string Reader(string proof) => proof.Split(' ') switch
    {
        [CitizenIdentity.ByOwner, var code] => $"Người đứng tên hồ sơ {code}, có số định danh và ngày sinh",
        [CitizenIdentity.ByApplicant, var code] => $"Người khai thay hồ sơ {code}, có số định danh và ngày sinh",
        [CitizenIdentity.ByPhone, var code] => $"Người khai thay hồ sơ {code}, có số định danh và số điện thoại đã khai",
        [CitizenIdentity.ByVneid, ..] => "Người đăng nhập bằng VNeID",
        _ => "Người có mã hồ sơ, số định danh và ngày sinh",
    };
}
