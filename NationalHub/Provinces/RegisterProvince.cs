using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NationalHub.Platform;
using NationalHub.Provinces.Joining;
using NationalHub.Provinces.Trials;
using Protos.Values;

namespace NationalHub.Provinces;

/// <summary>
/// Registers a province (once) and invites its node (each time): the invitation goes to the province, the hub keeps the hash of its secret.
/// Inviting again, also after a revocation, ends the invitation before it; certificates in force stay so until the new one is used.
/// </summary>
public sealed class RegisterProvince(HubDb db, CertificateAuthority authority, SecurityLog log, IOptions<AuthorityOptions> options, VietnamTime time)
{
    /// <param name="code">Code of the national list of administrative units.</param>
    /// <param name="by">Who invites.</param>
    /// <exception cref="ArgumentException">There is no such province, or its trial is being removed.</exception>
    public async Task<NewInvitation> HandleAsync(string code, string by, CancellationToken cancellation)
    {
        var units = ProvinceUnits.Find(code)
            ?? throw new ArgumentException($"Không có tỉnh, thành phố nào mang mã {code} trong danh mục đơn vị hành chính.");
        if (await TrialRemoval.GoesOnAsync(db, code, cancellation).ConfigureAwait(false))
        {
            // A node that enrolled now would take records of the trial for its own.
            throw new ArgumentException("Dữ liệu chạy thử của tỉnh đang được xóa. Hãy xem tiến độ ở trang của tỉnh và cấp mã mời khi đã xóa xong.");
        }

        var (now, invitation) = (time.UtcNow, Invitation.New(code, authority.Authority.RawData));
        var until = now.AddHours(options.Value.InvitationHours);
        await AddAsync(new Province { Code = code, Name = units.Name, Identifier = units.Identifier, RegisteredAt = now }, cancellation).ConfigureAwait(false);
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellation).ConfigureAwait(false))
        {
            // Its row is locked first: of two who invite at once the second sees the first one's invitation and ends it.
            await db.Provinces.Where(p => p.Code == code).ExecuteUpdateAsync(set => set.SetProperty(p => p.Name, p => p.Name), cancellation).ConfigureAwait(false);
            await db.Invitations.Where(i => i.ProvinceCode == code && i.UsedAt == null && i.WithdrawnAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(i => i.WithdrawnAt, now), cancellation).ConfigureAwait(false);
            db.Add(new ProvinceInvitation { Hash = Invitation.HashOf(invitation.Secret), ProvinceCode = code, IssuedAt = now, IssuedBy = by, ExpiresAt = until });
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
            await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        }

        await log.RecordAsync(
            new SecurityEvent { Kind = SecurityEventKind.InvitationIssued, ProvinceCode = code, Subject = by, Detail = $"{by} cấp mã mời ghi danh nút tỉnh." }, cancellation).ConfigureAwait(false);
        return new NewInvitation(invitation, units.Name, until);
    }

    private async Task AddAsync(Province province, CancellationToken cancellation)
    {
        var code = province.Code;
        if (await db.Provinces.AnyAsync(p => p.Code == code, cancellation).ConfigureAwait(false))
        {
            return;
        }

        db.Add(province);
        try
        {
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        }
        catch (DbUpdateException e) when (DatabaseRaces.IsLost(e))
        {
            // Another operator registered it at this moment.
            db.ChangeTracker.Clear();
        }
    }
}

/// <summary>An invitation as it is shown, once.</summary>
public sealed record NewInvitation(Invitation Invitation, string ProvinceName, DateTime ExpiresAt);
