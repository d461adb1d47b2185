using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Provinces.Gates;
using NationalHub.Reporting;
using Protos.Values;

namespace NationalHub.Provinces;

/// <summary>How each province stands: its stage, how old its figures are, what waits there, its certificate, its versions, how much the hub has of it.</summary>
public sealed class OverviewModel(HubDb db, HeldCounts counts, VietnamTime time) : PageModel
{
    private static readonly TimeSpan StaleAfter = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan SilentAfter = TimeSpan.FromHours(24);

    // Told, but nobody has to look: provinces join and renew.
    private static readonly List<SecurityEventKind> Ordinary = [SecurityEventKind.CertificateIssued, SecurityEventKind.CertificateReplaced, SecurityEventKind.InvitationIssued, SecurityEventKind.AuthorityMade, SecurityEventKind.AuthorityWithdrawn,
        SecurityEventKind.SignedIn, SecurityEventKind.FactorSetUp, SecurityEventKind.AccountChanged, SecurityEventKind.AnalystChanged, SecurityEventKind.BackedUp];

    public IReadOnlyList<ProvinceLine> Provinces { get; private set; } = [];

    public int EventsToday { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var now = time.UtcNow;
        var people = await counts.OfAsync<Beneficiary>(cancellation);
        var dossiers = await counts.OfAsync<Dossier>(cancellation);
        var positions = await db.Positions.AsNoTracking().ToDictionaryAsync(p => p.ProvinceCode, cancellation);
        var standings = await db.Standings.AsNoTracking().ToDictionaryAsync(p => p.ProvinceCode, cancellation);
        var ends = await db.NodeCertificates.Where(c => c.RevokedAt == null).GroupBy(c => c.ProvinceCode).Select(g => new { g.Key, Until = g.Max(c => c.NotAfter) })
            .ToDictionaryAsync(g => g.Key, g => g.Until, cancellation);
        var ages = (await Freshness.ReadAsync(db, cancellation)).ToDictionary(a => a.Code);
        var provinces = await db.Provinces.AsNoTracking().OrderBy(p => p.Code).ToListAsync(cancellation);
        var since = now.AddDays(-1);
        EventsToday = await db.SecurityEvents.CountAsync(e => e.LastAt >= since && !Ordinary.Contains(e.Kind), cancellation);
        Provinces = [.. provinces.Select(p =>
        {
            var position = positions.GetValueOrDefault(p.Code);
            return new ProvinceLine(
                p, position, standings.GetValueOrDefault(p.Code), people.GetValueOrDefault(p.Code), dossiers.GetValueOrDefault(p.Code), State(position?.LastPushAt, ages.GetValueOrDefault(p.Code)?.CompleteAt, now),
                End(ends.TryGetValue(p.Code, out var until) ? until : null, now), position?.WriterUntil > now);
        })];
    }

    /// <summary>How old the figures are that the hub has: a node may call each minute while the half of them waits there. Colour never speaks alone: class, and words.</summary>
    /// <param name="complete">UTC of the last push at which nothing waited at the node (<see cref="Freshness"/>); null when that never was.</param>
    internal static (string Css, string Words) State(DateTime? lastPush, DateTime? complete, DateTime now) => (lastPush, now - complete) switch
    {
        (null, _) => ("wait", "○ chưa đẩy lần nào"),
        (_, null) => ("warn", "◆ chưa đủ số liệu lần nào"),
        (_, { } ago) when ago > SilentAfter => ("bad", $"▲ cũ {(int)ago.TotalDays} ngày"),
        (_, { } ago) when ago > StaleAfter => ("warn", $"◆ chậm {(ago.TotalHours >= 1 ? $"{(int)ago.TotalHours} giờ" : $"{(int)ago.TotalMinutes} phút")}"),
        _ => ("good", "● mới"),
    };

    /// <summary>What of a province is not here, in words; empty: nothing, as far as the node told.</summary>
    internal static string Missing((long Waiting, long Refused)? backlog)
    {
        string[] words = [backlog is { Waiting: > 0 and var waiting } ? $"còn {Number(waiting)} bản ghi chờ gửi" : "", backlog is { Refused: > 0 and var refused } ? $"{Number(refused)} bản ghi bị từ chối" : ""];
        return string.Join(", ", words.Where(w => w.Length > 0));
    }

    private static string Number(long number) => number.ToString("N0", VietnameseFormat.Culture);

    internal static (string Css, string Words) End(DateTime? until, DateTime now) => (until - now) switch
    {
        null => ("wait", "○ chưa có"),
        { } left when left < TimeSpan.Zero => ("bad", "▲ đã hết hạn"),
        { TotalDays: < 30 } left => ("warn", $"◆ còn {(int)left.TotalDays} ngày"),
        _ => ("", VietnameseFormat.Date(VietnamTime.Day(until!.Value))),
    };
}

/// <summary>A row of the page.</summary>
public sealed record ProvinceLine(
    Province Province, Intake.ProvincePosition? Position, Standing? Told, int People, int Dossiers, (string Css, string Words) State, (string Css, string Words) Certificate, bool Connected)
{
    /// <summary>What waits at the node and what the hub refused, of whichever was told later: the last push or the report of each quarter of an hour; null: nothing was told.</summary>
    public (long Waiting, long Refused)? Backlog => NodeBacklog.Of(Position is { } p ? new(p.LastPushAt, p.Waiting, p.Refused) : null, Told);
}
