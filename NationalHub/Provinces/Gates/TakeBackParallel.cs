using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Provinces.Gates;

/// <summary>Takes back a line of what was paid that was entered by mistake (a slip that is another commune's code, another month): the step with its figures and the reason stays.</summary>
public sealed class TakeBackParallel(HubDb db, VietnamTime time)
{
    private const int LeastReason = 10;
    private const int MostReason = 500;

    /// <param name="month">MM/yyyy.</param>
    /// <returns>Why it stays, in Vietnamese; null when it is gone.</returns>
    public async Task<string?> HandleAsync(string code, string month, string commune, string why, string by, CancellationToken cancellation)
    {
        (commune, why) = (commune.Trim(), why.Trim());
        if (EnterParallel.Month(month) is not { } number)
        {
            return EnterParallel.MonthForm;
        }

        if (why.Length is < LeastReason or > MostReason)
        {
            return $"Hãy ghi vì sao gỡ dòng này, từ {LeastReason} đến {MostReason} ký tự; lý do được lưu lại.";
        }

        var line = await db.ParallelPayments.FirstOrDefaultAsync(p => p.ProvinceCode == code && p.Month == number && p.CommuneCode == commune, cancellation).ConfigureAwait(false);
        if (line is null)
        {
            return "Tháng này không có số đã chi của xã đó; có thể người khác vừa gỡ. Hãy tải lại trang.";
        }

        db.Add(ParallelStep.Of(line, ParallelVerb.TakenBack, by, time.UtcNow, why));
        db.Remove(line);
        try
        {
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        }
        catch (DbUpdateConcurrencyException)
        {
            return "Người khác vừa gỡ dòng này. Hãy tải lại trang.";
        }

        return null;
    }
}
