using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NationalHub.Platform;
using NationalHub.Provinces.Gates;
using Protos.Enrolment;
using Protos.Values;

namespace NationalHub.Provinces.Joining;

/// <summary>Tells a node which gates stand before its province's next stage, how each is measured and who signed it, and the weeks that the hub has of it.</summary>
public sealed class TellGates(HubDb db, ReadGates gates, IOptions<GateOptions> options, VietnamTime time)
{
    private const int Weeks = 8;

    public async Task AddAsync(LinkAnswer answer, Province province, CancellationToken cancellation)
    {
        answer.GatesTold = true;
        answer.NextStage = GateRules.Next(province.Stage)?.ToString() ?? "";
        answer.Gates.AddRange((await gates.HandleAsync(province, cancellation).ConfigureAwait(false)).Select(g => Of(g, options.Value)));
        var today = time.Today;
        var weeks = await db.PilotWeeks.AsNoTracking().Where(w => w.ProvinceCode == province.Code && w.Monday <= today).OrderByDescending(w => w.Monday).Take(Weeks).ToListAsync(cancellation).ConfigureAwait(false);
        answer.Weeks.AddRange(weeks.Select(Of));
    }

    private static GateState Of(GateStanding gate, GateOptions options) => new()
    {
        Name = GateWords.Name(gate.Now.Gate), Met = gate.Now.Met, Measure = gate.Now.Measure, Wanted = GateWords.Wanted(gate.Now.Gate, options), Lacking = gate.Now.Lacking,
        SignedBy = gate.Signed?.SignedBy ?? "", SignedAtUnixMs = gate.Signed is { } signed ? new DateTimeOffset(signed.SignedAt).ToUnixTimeMilliseconds() : 0, LetPassWhy = gate.Signed?.OverrideWhy ?? "",
    };

    private static WeekFigures Of(PilotWeek week)
    {
        var told = new WeekFigures { Monday = week.Monday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Entered = week.Entered, Decided = week.Decided, Lists = week.Lists, Changes = week.Changes };
        if (week.Undecided is { } undecided)
        {
            told.Undecided = undecided;
        }

        if (week.Closed is { } closed)
        {
            told.Closed = closed;
        }

        if (week.Listed is { } listed)
        {
            told.Listed = listed;
        }

        if (week.OnPaper is { } onPaper)
        {
            told.OnPaper = onPaper;
        }

        return told;
    }
}
