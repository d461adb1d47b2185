using Microsoft.EntityFrameworkCore;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Import.DryRun;

/// <summary>What rows are judged by: the month and law of the list, the sender's area, the communes of the day.</summary>
/// <param name="Sender">Office that sent the list.</param>
/// <param name="Communes">Offices of communes of the day by unit code.</param>
public sealed record JudgeGround(PayMonth Month, RuleBook Rules, string Province, TenantPath Sender, IReadOnlyDictionary<string, Office> Communes)
{
    /// <summary>Code of the sender's commune; empty when the sender is above communes.</summary>
    public string OwnCommune { get; } = Communes.Values.Any(o => o.TenantPath == Sender.Value) ? Sender.UnitCode : ""; // asked for every row

    /// <summary>Path of a commune's office; null when there is none on the day.</summary>
    public string? PathOf(string commune) => Communes.GetValueOrDefault(commune)?.TenantPath;

    public string NameOf(string commune) => Communes.GetValueOrDefault(commune)?.UnitName ?? $"Đơn vị {commune}";

    public static async Task<JudgeGround> TakeAsync(NodeDb db, PayMonth month, string sender, VietnamTime time, CancellationToken cancel)
    {
        var day = time.Today;
        var offices = await db.Offices.AsNoTracking().Where(o => o.Level == UnitLevel.Commune && o.ValidFrom <= day && (o.ValidTo == null || day <= o.ValidTo)).ToListAsync(cancel);
        var path = TenantPath.Parse(sender);
        return new(month, (await RuleTables.ReadAsync(db, cancel)).On(day), path.Province, path, offices.ToDictionary(o => o.Path.UnitCode, StringComparer.Ordinal));
    }
}
