using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Worklist;

/// <summary>What is looked at; all of it lives in the address.</summary>
/// <param name="Commune">Path; null: the whole scope.</param>
/// <param name="Month">yyyyMM; null: all.</param>
/// <param name="Village">As written, from its beginning.</param>
public sealed record WorklistFilter(string? Commune, int? Month, WorklistKind? Kind, WorklistState? State, string? Village);

/// <summary>Rows of one commune in figures.</summary>
public sealed record WorklistCommune(string Path, string Name, int Open, int Late, int Opened, int Done, long ChangeDong);

/// <summary>Counts of a list by kind, and its money.</summary>
/// <param name="BeforeDong">Đồng a month of the rows that change an amount.</param>
public sealed record WorklistFigures(IReadOnlyDictionary<WorklistKind, int> Kinds, int Total, int Late, long BeforeDong, long AfterDong);

/// <summary>How far the lists of a scope are.</summary>
/// <param name="Working">Communes whose list is being made, or is asked for.</param>
public sealed record WorklistProgress(int Communes, int Working, int People, int Unknown, DateTime? OldestUtc);

/// <summary>Reads the worklist within the scope.</summary>
public sealed class WorklistQuery(NodeDb db, VietnamTime time)
{
    public DateOnly Today => time.Today;

    /// <summary>Rows of a filter, the nearest day first.</summary>
    public IQueryable<WorklistRow> Rows(WorklistFilter filter)
    {
        var rows = db.Set<WorklistRow>().AsNoTracking();
        rows = filter.Commune is { } commune ? rows.Where(r => r.TenantPath == commune) : rows;
        rows = filter.Month is { } month ? rows.Where(r => r.Month == month) : rows;
        rows = filter.Kind is { } kind ? rows.Where(r => r.Kind == kind) : rows;
        rows = filter.State is { } state ? rows.Where(r => r.State == state) : rows;
        return filter.Village is { Length: > 0 } village ? rows.Where(r => r.Village.StartsWith(village)) : rows;
    }

    public static IOrderedQueryable<WorklistRow> Ordered(IQueryable<WorklistRow> rows) => rows.OrderBy(r => r.Due).ThenBy(r => r.Kind).ThenBy(r => r.PersonName).ThenBy(r => r.Id);

    public async Task<WorklistFigures> FiguresAsync(IQueryable<WorklistRow> rows, CancellationToken cancel)
    {
        var today = time.Today;
        var groups = await rows.GroupBy(r => r.Kind).Select(g => new { Kind = g.Key, Count = g.Count(), Late = g.Count(r => r.Due < today && r.State == WorklistState.Open) }).ToListAsync(cancel);
        // Who may gain a right has not asked for it yet: no money of the list.
        var changing = rows.Where(r => r.EffectMonth != 0 && r.Step != WorklistStep.Apply);
        return new(groups.OrderBy(g => g.Kind).ToDictionary(g => g.Kind, g => g.Count), groups.Sum(g => g.Count), groups.Sum(g => g.Late),
            await changing.SumAsync(r => r.BeforeDong, cancel), await changing.SumAsync(r => r.AfterDong, cancel));
    }

    public Task<int> OpenAsync(CancellationToken cancel) => db.Set<WorklistRow>().CountAsync(r => r.State == WorklistState.Open, cancel);

    /// <summary>Communes of the scope with what waits there.</summary>
    public async Task<IReadOnlyList<WorklistCommune>> CommunesAsync(WorklistFilter filter, CancellationToken cancel)
    {
        var today = time.Today;
        var groups = await Rows(filter with { Commune = null, State = null }).GroupBy(r => r.TenantPath).Select(g => new
        {
            Path = g.Key, Open = g.Count(r => r.State == WorklistState.Open), Late = g.Count(r => r.State == WorklistState.Open && r.Due < today), Opened = g.Count(r => r.State == WorklistState.Opened),
            Done = g.Count(r => r.State == WorklistState.Done || r.State == WorklistState.NotNeeded),
            Change = g.Sum(r => r.State == WorklistState.Open && r.EffectMonth != 0 && r.Step != WorklistStep.Apply ? r.AfterDong - r.BeforeDong : 0),
        }).ToListAsync(cancel);
        var names = (await db.Offices.AsNoTracking().Where(o => o.Level == UnitLevel.Commune).Select(o => new { o.TenantPath, o.UnitName }).ToListAsync(cancel)).GroupBy(o => o.TenantPath).ToDictionary(g => g.Key, g => g.First().UnitName, StringComparer.Ordinal);
        return [.. groups.Select(g => new WorklistCommune(g.Path, names.GetValueOrDefault(g.Path, g.Path), g.Open, g.Late, g.Opened, g.Done, g.Change)).OrderByDescending(c => c.Late).ThenByDescending(c => c.Open).ThenBy(c => c.Name, StringComparer.Ordinal)];
    }

    public async Task<WorklistProgress> ProgressAsync(TenantPath office, CancellationToken cancel)
    {
        var (from, until) = (office.Value, office.SubtreeEnd);
#pragma warning disable CA1309 // Translated to SQL: paths compare by code points there.
        var runs = await db.Set<WorklistRun>().AsNoTracking().Where(r => string.Compare(r.Commune, from) >= 0 && string.Compare(r.Commune, until) < 0).ToListAsync(cancel);
#pragma warning restore CA1309
        // A commune that was joined with others keeps its run in history: nobody makes its list any more.
        var today = time.Today;
        var standing = (await db.Offices.AsNoTracking().Where(o => o.Level == UnitLevel.Commune && o.ValidFrom <= today && (o.ValidTo == null || today <= o.ValidTo)).Select(o => o.TenantPath).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        runs.RemoveAll(r => !standing.Contains(r.Commune));
        return new(runs.Count, runs.Count(r => r.DoneAt is null || r.AskedAt is not null), runs.Sum(r => r.People), runs.Sum(r => r.Unknown), runs.Min(r => r.DoneAt));
    }

    /// <summary>Months that rows stand in, the latest first.</summary>
    public async Task<IReadOnlyList<int>> MonthsAsync(CancellationToken cancel) => await db.Set<WorklistRow>().Select(r => r.Month).Distinct().OrderByDescending(m => m).ToListAsync(cancel);

    /// <summary>Most lines of one file.</summary>
    public const int MostLines = 20_000;

    /// <summary>The list as a table of a file, numbers masked as on the page; leaves an act because it is about many people.</summary>
    public async Task<Outcome<List<IReadOnlyList<string>>>> ExportAsync(WorklistFilter filter, SignedInOfficial official, CancellationToken cancel)
    {
        if (!official.May(Actions.DossierReview))
        {
            return CommonProblems.NotAllowed.Now();
        }

        if (await Rows(filter).CountAsync(cancel) is var total and > MostLines)
        {
            return WorklistProblems.ExportTooMany.Now(total, MostLines);
        }

        var rows = await Ordered(Rows(filter)).Take(MostLines).ToListAsync(cancel);
        var lines = new List<IReadOnlyList<string>>
        {
            new[] { "STT", "Họ và tên", "Ngày sinh", "Số định danh", "Thôn, tổ dân phố", "Việc", "Tháng", "Nội dung", "Tác động", "Mức hiện nay (đồng/tháng)", "Mức mới (đồng/tháng)", "Từ tháng", "Cần làm", "Hạn", "Tình trạng", "Hồ sơ", "Ghi chú" },
        };
        lines.AddRange(rows.Select((r, i) => (IReadOnlyList<string>)
        [
            $"{i + 1}", r.PersonName, BirthDate.TryParse(r.BirthDate, out var birth) ? birth.Printed : "", CitizenId.Mask(r.PersonNumber), r.Village, WorklistWords.Kinds[r.Kind], $"{new PayMonth(r.Month)}", r.What, r.Effect,
            r.EffectMonth == 0 ? "" : new Dong(r.BeforeDong).Digits(), r.EffectMonth == 0 ? "" : new Dong(r.AfterDong).Digits(), r.EffectMonth == 0 ? "" : $"{new PayMonth(r.EffectMonth)}",
            WorklistWords.Of(r.Step), VietnameseFormat.Date(r.Due), WorklistWords.Of(r.State), r.DossierCode, r.Note,
        ]));
        var act = Act.By(official, ActKinds.WorklistExport, time.UtcNow, $"Danh sách việc của tháng: {rows.Count} dòng, {(filter.Commune is { } commune ? "xã, phường " + TenantPath.Parse(commune).UnitCode : "toàn địa bàn")}");
        return await db.SaveAsync(act, cancel) ? lines : CommonProblems.ChangedMeanwhile.Now();
    }
}
