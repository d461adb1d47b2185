using System.Text.Json;
using NationalHub.Reporting;
using Protos.Replication;

namespace NationalHub.Intake;

/// <summary>Rows of life events. Pure.</summary>
internal static class EventRows
{
    public static LifeEvent Row(LifeEventState e)
    {
        var hold = e.Holds.LastOrDefault();
        return new()
        {
            BeneficiaryId = e.BeneficiaryId, CommuneCode = e.CommuneCode, Kind = e.Kind, HappenedOn = e.HappenedOn, Source = e.Source, Reference = e.Reference, Value = e.Value, State = e.State,
            DossierId = e.DossierId, Note = e.Note, SettledAt = Moment(e.SettledAtUnixMs), SettledWhy = e.SettledWhy,
            HoldFrom = hold?.FromMonth ?? 0, HoldLast = hold?.LastMonth ?? 0, HoldLiftedAt = Moment(hold?.LiftedAtUnixMs ?? 0),
            Holds = e.Holds.Count == 0 ? "[]" : JsonSerializer.Serialize(e.Holds.Select(h => new { h.EntitlementId, h.FromMonth, h.LastMonth, h.Why, LiftedAt = Moment(h.LiftedAtUnixMs), h.LiftedWhy }), RecordRows.Plain),
        };
    }

    private static DateTime? Moment(long unixMs) => unixMs == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(unixMs).UtcDateTime;
}
