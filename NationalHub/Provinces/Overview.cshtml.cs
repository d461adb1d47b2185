using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Provinces;

/// <summary>How each province stands: when it last pushed, how much the hub has of it.</summary>
public sealed class OverviewModel(HubDb db, VietnamTime time) : PageModel
{
    private static readonly TimeSpan StaleAfter = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan SilentAfter = TimeSpan.FromHours(24);

    public IReadOnlyList<ProvinceLine> Provinces { get; private set; } = [];

    public int EventsToday { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var now = time.UtcNow;
        var people = await db.Beneficiaries.GroupBy(b => b.ProvinceCode).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        var dossiers = await db.Dossiers.GroupBy(b => b.ProvinceCode).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        var positions = await db.Positions.AsNoTracking().ToDictionaryAsync(p => p.ProvinceCode, cancellation);
        var provinces = await db.Provinces.AsNoTracking().OrderBy(p => p.Code).ToListAsync(cancellation);
        var since = now.AddDays(-1);
        EventsToday = await db.SecurityEvents.CountAsync(e => e.LastAt >= since && e.Kind != SecurityEventKind.CertificateIssued, cancellation);
        Provinces = [.. provinces.Select(p =>
        {
            var position = positions.GetValueOrDefault(p.Code);
            return new ProvinceLine(
                p, position, people.GetValueOrDefault(p.Code), dossiers.GetValueOrDefault(p.Code), State(position?.LastPushAt, now), position?.WriterUntil > now);
        })];
    }

    /// <summary>Colour never speaks alone: class, and words.</summary>
    internal static (string Css, string Words) State(DateTime? lastPush, DateTime now) => (now - lastPush) switch
    {
        null => ("wait", "○ chưa đẩy lần nào"),
        { } ago when ago > SilentAfter => ("bad", $"▲ im lặng {(int)ago.TotalDays} ngày"),
        { } ago when ago > StaleAfter => ("warn", $"◆ chậm {(ago.TotalHours >= 1 ? $"{(int)ago.TotalHours} giờ" : $"{(int)ago.TotalMinutes} phút")}"),
        _ => ("good", "● mới"),
    };
}

/// <summary>A row of the page.</summary>
public sealed record ProvinceLine(
    Province Province, Intake.ProvincePosition? Position, int People, int Dossiers, (string Css, string Words) State, bool Connected);
