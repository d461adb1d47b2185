using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NationalHub.Platform;

namespace NationalHub.Gateways.Population;

/// <summary>Counts questions against the day's quotas of office and province, in the database: they hold across restarts and hubs (policy 8.2: quota per unit).</summary>
public sealed class QuotaBook(IOptions<GatewayOptions> options, ILogger<QuotaBook> logger)
{
    private const int Tries = 3;

    public int OfProvince(string province) => options.Value.ProvinceQuotas.TryGetValue(province, out var own) ? own : options.Value.DailyQuota;

    public int OfOffice(string office) => options.Value.OfficeQuotas.TryGetValue(office, out var own) ? own : options.Value.OfficeDailyQuota;

    /// <summary>Takes one question of the day.</summary>
    /// <param name="office">Path of the office that asks; empty when only the province's quota counts.</param>
    /// <returns>Why not, in Vietnamese; empty when it was taken.</returns>
    public async Task<string> TakeAsync(HubDb db, string province, string office, DateOnly day, CancellationToken cancellation)
    {
        if (office.Length > 0 && !await TakeOneAsync(db, province, office, day, OfOffice(office), cancellation).ConfigureAwait(false))
        {
            Log.OfficeOverQuota(logger, office, OfOffice(office));
            return $"Đơn vị đã dùng hết {OfOffice(office)} lượt tra cứu dân cư của hôm nay. Hãy tra cứu tiếp vào ngày mai hoặc đề nghị Bộ tăng hạn mức của đơn vị.";
        }

        if (await TakeOneAsync(db, province, "", day, OfProvince(province), cancellation).ConfigureAwait(false))
        {
            return "";
        }

        await GiveBackAsync(db, province, office, day, cancellation).ConfigureAwait(false);
        Log.OverQuota(logger, province, OfProvince(province));
        return $"Tỉnh đã dùng hết {OfProvince(province)} lượt tra cứu dân cư của hôm nay. Hãy tra cứu tiếp vào ngày mai hoặc đề nghị Bộ tăng hạn mức.";
    }

    /// <summary>The question was not answered: it does not count.</summary>
    public async Task ReturnAsync(HubDb db, string province, string office, DateOnly day, CancellationToken cancellation)
    {
        await GiveBackAsync(db, province, office, day, cancellation).ConfigureAwait(false);
        await DownAsync(db, province, "", day, cancellation).ConfigureAwait(false);
    }

    private static Task GiveBackAsync(HubDb db, string province, string office, DateOnly day, CancellationToken cancellation) =>
        office.Length == 0 ? Task.CompletedTask : DownAsync(db, province, office, day, cancellation);

    private static Task<int> DownAsync(HubDb db, string province, string office, DateOnly day, CancellationToken cancellation) =>
        db.IdentityQuotas.Where(q => q.ProvinceCode == province && q.Office == office && q.Day == day && q.Used > 0)
            .ExecuteUpdateAsync(set => set.SetProperty(q => q.Used, q => q.Used - 1), cancellation);

    private static async Task<bool> TakeOneAsync(HubDb db, string province, string office, DateOnly day, int most, CancellationToken cancellation)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var taken = await db.IdentityQuotas.Where(q => q.ProvinceCode == province && q.Office == office && q.Day == day && q.Used < most)
                .ExecuteUpdateAsync(set => set.SetProperty(q => q.Used, q => q.Used + 1), cancellation).ConfigureAwait(false);
            if (taken > 0)
            {
                return true;
            }

            // A day that another question opened since that update is not a day that is used up.
            var used = await db.IdentityQuotas.Where(q => q.ProvinceCode == province && q.Office == office && q.Day == day).Select(q => (int?)q.Used).SingleOrDefaultAsync(cancellation).ConfigureAwait(false);
            if (most <= 0 || used >= most)
            {
                return false;
            }

            if (used is null)
            {
                await OpenAsync(db, province, office, day, cancellation).ConfigureAwait(false);
            }
        }

        return false;
    }

    private static async Task OpenAsync(HubDb db, string province, string office, DateOnly day, CancellationToken cancellation)
    {
        db.IdentityQuotas.Add(new IdentityQuota { ProvinceCode = province, Office = office, Day = day });
        try
        {
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        }
        catch (DbUpdateException)
        {
            // Another question opened the day first.
        }

        db.ChangeTracker.Clear();
    }
}
