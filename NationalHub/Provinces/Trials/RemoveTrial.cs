using Microsoft.EntityFrameworkCore;
using NationalHub.Duplicates;
using NationalHub.Gateways.Mailbox;
using NationalHub.Intake;
using NationalHub.Platform;
using NationalHub.Reporting;
using Protos.Replication;
using Protos.Values;

namespace NationalHub.Provinces.Trials;

/// <summary>
/// Removes what a province's trial left, piece by piece: each piece is a transaction with its progress, so that pushes of other provinces wait for one piece at most, and a hub that was killed goes on where it was.
/// What is gone already costs one empty look.
/// </summary>
public sealed class RemoveTrial(IServiceScopeFactory scopes, DaySnapshots days, SecurityLog log, VietnamTime time)
{
    /// <summary>Rows that a piece takes.</summary>
    internal const int AtOnce = 2000;

    internal static readonly IReadOnlyList<TrialStep> Steps =
    [
        .. Enum.GetValues<RecordKind>().Where(k => k != RecordKind.Unspecified).Select(k => TrialStep.Of<RecordVersion>(
            "lịch sử bản ghi", v => v.Id, (db, r) => db.RecordVersions.Where(v => v.ProvinceCode == r.ProvinceCode && v.Kind == (int)k && v.Epoch <= r.Epoch))),
        Of<PaymentLine>("dòng chi trả"), Of<PaymentList>("danh sách chi trả"), Of<LifeEvent>("biến động"), Of<Entitlement>("chế độ đang hưởng"), Of<Decision>("quyết định"), Of<Dossier>("hồ sơ"),
        Of<DisabilityCertificate>("giấy xác nhận khuyết tật"), Of<Household>("hộ gia đình"), Of<Beneficiary>("đối tượng"),
        TrialStep.Of<ComparedPerson>("so trùng giữa các tỉnh", p => p.BeneficiaryId, (db, r) => db.ComparedPeople.Where(p => p.ProvinceCode == r.ProvinceCode && p.Epoch <= r.Epoch)),
        TrialStep.Of<ApartPerson>("dấu bảo mật", p => p.Id, (db, r) => db.ApartPeople.Where(p => p.ProvinceCode == r.ProvinceCode)),
        TrialStep.Of<Intake.Refusals.RefusedRecord>("bản ghi bị từ chối", p => p.Id, (db, r) => db.RefusedRecords.Where(p => p.ProvinceCode == r.ProvinceCode)),
        TrialStep.Of<Gateways.Portal.PortalEntry>("sổ gửi cổng", p => p.DossierId, (db, r) => db.PortalLedger.Where(p => p.ProvinceCode == r.ProvinceCode)),
    ];

    /// <summary>One piece of one removal.</summary>
    /// <param name="place">Where it is; null: at the beginning.</param>
    /// <returns>The place after it; null when the removal is done.</returns>
    public async Task<TrialPlace?> PieceAsync(Guid id, TrialPlace? place, int atOnce, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        var removal = await db.TrialRemovals.AsNoTracking().SingleAsync(r => r.Id == id, cancellation).ConfigureAwait(false);
        var (number, after) = place ?? new(0, "");
        if (number >= Steps.Count)
        {
            await EndAsync(scope.ServiceProvider, db, removal, cancellation).ConfigureAwait(false);
            return null;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        var (removed, last) = await Steps[number].PieceAsync(db, removal, after, atOnce, cancellation).ConfigureAwait(false);
        var step = Steps[number].Name;
        await db.TrialRemovals.Where(r => r.Id == id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Step, step).SetProperty(r => r.Removed, r => r.Removed + removed), cancellation).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        return last is null ? new(number + 1, "") : new(number, last);
    }

    private static TrialStep Of<T>(string name)
        where T : Replica => TrialStep.Of<T>(name, row => row.Id, (db, r) => db.Set<T>().IgnoreQueryFilters().Where(row => row.ProvinceCode == r.ProvinceCode && row.Epoch <= r.Epoch));

    // What is few and what was made of the rows; told twice, it changes nothing.
    private async Task EndAsync(IServiceProvider services, HubDb db, TrialRemoval removal, CancellationToken cancellation)
    {
        var code = removal.ProvinceCode;
        await db.Indicators.Where(i => i.ProvinceCode == code).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        await db.IndicatorStates.Where(s => s.ProvinceCode == code).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        var papers = services.GetRequiredService<MailboxPapers>();
        (await db.PortalResults.AsNoTracking().Where(r => r.ProvinceCode == code).ToListAsync(cancellation).ConfigureAwait(false)).ForEach(r => papers.Forget(r.Place));
        await db.PortalResults.Where(r => r.ProvinceCode == code).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        await db.Standings.Where(s => s.ProvinceCode == code).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        await db.PilotWeeks.Where(w => w.ProvinceCode == code).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        await db.EqualityCertificates.Where(c => c.ProvinceCode == code && c.SignedAt <= removal.AskedAt).ExecuteUpdateAsync(set => set.SetProperty(c => c.OfTrial, true), cancellation).ConfigureAwait(false);
        await db.Positions.Where(p => p.ProvinceCode == code).ExecuteUpdateAsync(set => set.SetProperty(p => p.RefusedListed, 0), cancellation).ConfigureAwait(false);
        // Files of earlier days are made again of the versions that are left.
        await days.DropAsync(cancellation).ConfigureAwait(false);
        var cases = await db.CrossCases.AsNoTracking().Where(c => c.FirstProvince == code || c.SecondProvince == code).Select(c => new { c.FirstProvince, c.FirstId, c.SecondProvince, c.SecondId })
            .ToListAsync(cancellation).ConfigureAwait(false);
        await services.GetRequiredService<JudgeCases>().HandleAsync([.. cases.Select(c => new PersonPair(new(c.FirstProvince, c.FirstId), new(c.SecondProvince, c.SecondId)))], cancellation).ConfigureAwait(false);
        var now = time.UtcNow;
        await db.TrialRemovals.Where(r => r.Id == removal.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Step, "").SetProperty(r => r.DoneAt, now), cancellation).ConfigureAwait(false);
        await log.RecordAsync(
            new SecurityEvent { Kind = SecurityEventKind.TrialRemoved, ProvinceCode = code, Subject = removal.AskedBy, Detail = $"Đã xóa xong {removal.Removed.ToString("N0", VietnameseFormat.Culture)} dòng dữ liệu chạy thử của tỉnh. Chứng nhận khớp dữ liệu, chữ ký và sự kiện được giữ." },
            cancellation).ConfigureAwait(false);
    }
}

/// <summary>How far a removal is: the step, and the id after which it goes on.</summary>
public sealed record TrialPlace(int Step, string After);
