using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Deadlines;

/// <summary>A line of D07 (policy 4.3).</summary>
public sealed record RegisterLine(
    int Place, Guid Id, string Code, string Procedure, string Person, string AddressAndPhone, string ResolvingOffice, string Received, string Due, string Returned,
    string ResultBy, string Signed, string Note);

/// <summary>Sổ theo dõi hồ sơ (D07): dossiers received in a period by an office and all below it, in the order of reception.</summary>
public sealed class DossierRegister(NodeDb db, FlowRules rules)
{
    /// <summary>Headings of policy 4.3, as printed.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "STT", "Mã hồ sơ", "Tên TTHC", "Số lượng hồ sơ (bộ)", "Tên cá nhân, tổ chức", "Địa chỉ, số điện thoại", "Cơ quan chủ trì giải quyết",
        "Nhận hồ sơ (ngày, giờ)", "Hẹn trả", "Trả kết quả (ngày)", "Phương thức nhận kết quả", "Ký nhận", "Ghi chú",
    ];

    /// <summary>Number of lines of the register.</summary>
    public Task<int> CountAsync(Period period, TenantPath office, CancellationToken cancel) => Rows(period, office).CountAsync(cancel);

    /// <param name="skip">Lines before the first wanted one.</param>
    /// <param name="take">Null for all.</param>
    public async Task<IReadOnlyList<RegisterLine>> LinesAsync(Period period, TenantPath office, int skip, int? take, CancellationToken cancel)
    {
        var context = await rules.ForAsync(office, cancel);
        var names = await db.Offices.AsNoTracking().ToDictionaryAsync(o => o.TenantPath, o => o, StringComparer.Ordinal, cancel);
        var all = context with { Offices = names };
        var ordered = Rows(period, office).OrderBy(d => d.ReceivedAt).ThenBy(d => d.Code).Skip(skip);
        var rows = await (take is { } most ? ordered.Take(most) : ordered).AsNoTracking().ToListAsync(cancel);
        var ids = rows.Select(r => r.Id).ToHashSet();
        var (from, until) = (period.FromUtc, period.UntilUtc);
        var moved = (await db.Reappointments.AsNoTracking().Where(r => db.Dossiers.Any(d => d.Id == r.DossierId && d.ReceivedAt >= from && d.ReceivedAt < until)).ToListAsync(cancel))
            .Where(r => ids.Contains(r.DossierId)).ToDictionary(r => r.DossierId);
        return [.. rows.Select((d, i) => Line(skip + i + 1, d, all, moved.GetValueOrDefault(d.Id)))];
    }

    /// <summary>The whole register as lines of a file; who took it out is an act.</summary>
    public async Task<Outcome<IReadOnlyList<IReadOnlyList<string>>>> ExportAsync(Period period, TenantPath office, SignedInOfficial official, VietnamTime time, CancellationToken cancel)
    {
        var lines = await LinesAsync(period, office, 0, null, cancel);
        var act = Act.By(official, ActKinds.RegisterExport, time.UtcNow, $"D07 {period.Words}, {lines.Count} hồ sơ", office.Value);
        return await db.SaveAsync(act, cancel)
            ? new List<IReadOnlyList<string>>([Columns, .. lines.Select(Cells)])
            : CommonProblems.ChangedMeanwhile.Now();
    }

    /// <summary>Cells under <see cref="Columns"/>.</summary>
    public static IReadOnlyList<string> Cells(RegisterLine line) =>
    [
        $"{line.Place}", line.Code, line.Procedure, "01", line.Person, line.AddressAndPhone, line.ResolvingOffice, line.Received, line.Due, line.Returned, line.ResultBy, line.Signed, line.Note,
    ];

    private IQueryable<Dossier> Rows(Period period, TenantPath office)
    {
        var (from, until, path, end) = (period.FromUtc, period.UntilUtc, office.Value, office.SubtreeEnd);
#pragma warning disable CA1309 // Translated to SQL; the column's binary collation makes the comparison ordinal.
        return db.Dossiers.Where(d => d.ReceivedAt >= from && d.ReceivedAt < until && string.Compare(d.TenantPath, path) >= 0 && string.Compare(d.TenantPath, end) < 0);
#pragma warning restore CA1309
    }

    private static RegisterLine Line(int place, Dossier d, FlowContext context, Reappointment? moved)
    {
        var decide = DossierFlow.RouteOf(context, d).Step(RouteStepKind.Decide)?.Authority ?? Authorities.Decider;
        return new RegisterLine(
            place, d.Id, d.Code, $"{Procedures.NameOf(d.ProcedureCode)} ({d.ProcedureCode})", d.Owner.FullName,
            string.Join(", ", new[] { d.Owner.Village, d.Owner.CommuneName, d.Owner.Phone }.Where(t => t.Length > 0)),
            context.For(d).OfficeName(decide, TenantPath.Parse(d.TenantPath)),
            VietnamTime.Local(d.ReceivedAt!.Value).ToString("dd/MM/yyyy HH:mm", VietnameseFormat.Culture),
            DueWords.Date(moved?.WasDueOn ?? d.DueOn), d.HandedOverAt is { } at ? VietnameseFormat.Date(VietnamTime.Day(at)) : "",
            d.ResultBy switch { "post" => "Bưu chính công ích", "electronic" => "Bản điện tử", _ => "Tại Bộ phận một cửa" },
            d.HandedOverAt is null ? "" : "Đã ký nhận",
            moved is null ? StatusTable.Name(d.Status) : $"{StatusTable.Name(d.Status)}; xin lỗi, hẹn lại {VietnameseFormat.Date(moved.NewDueOn)}");
    }
}
