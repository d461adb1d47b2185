using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Worklist;

/// <summary>Fills a citizen's form in as far as a row of the worklist knows him: the officer takes the rest with the person, who signs.</summary>
public sealed class WorklistPrefill(NodeDb db, VietnamTime time)
{
    /// <summary>Nothing when the row is not in the scope. His number and telephone stand there whole: for who may see them, and that he did stands on record.</summary>
    public async Task FillAsync(Guid row, FormValues values, SignedInOfficial official, CancellationToken cancel)
    {
        if (await db.Set<WorklistRow>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == row, cancel) is not { } work)
        {
            return;
        }

        var person = work.BeneficiaryId is { } id ? await db.Beneficiaries.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, cancel) : null;
        Set("FullName", work.PersonName);
        Set("Village", person?.Village ?? work.Village);
        Set("EthnicCode", person?.EthnicCode ?? "");
        var sex = person?.Sex ?? work.Sex;
        Set("Sex", sex is 1 or 2 ? sex.ToString(CultureInfo.InvariantCulture) : "");
        if (BirthDate.TryParse(person?.BirthDate ?? work.BirthDate, out var birth))
        {
            Set("BirthDay", birth.Precision == BirthPrecision.Day ? $"{birth.Assumed.Day:00}" : "");
            Set("BirthMonth", birth.Precision == BirthPrecision.Year ? "" : $"{birth.Assumed.Month:00}");
            Set("BirthYear", birth.Assumed.Year.ToString(CultureInfo.InvariantCulture));
        }

        var year = time.Today.Year;
        var poverty = person is null ? null : await db.PovertyYears.AsNoTracking().Where(y => y.BeneficiaryId == person.Id && y.Year == year).Select(y => y.Status.ToString()).FirstOrDefaultAsync(cancel);
        Set("Poverty", poverty switch { "Poor" => "poor", "NearPoor" => "near", "None" => "none", _ => "" });

        if (official.May(Actions.PersonReveal))
        {
            Set("CitizenId", work.PersonNumber);
            Set("Phone", person?.Phone ?? "");
            var act = Act.By(official, ActKinds.RevealNumber, time.UtcNow, "Mở tờ khai điền sẵn từ việc của tháng", $"worklist/{work.Id:D}");
            await db.SaveAsync(person is null ? act.On("worklist", work.Id) : act.On("beneficiary", person.Id), cancel);
        }

        void Set(string field, string value)
        {
            if (value.Length > 0)
            {
                values[field] = value;
            }
        }
    }
}
