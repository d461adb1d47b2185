using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Disability;
using ProvinceNode.Platform;
using Protos.Replication;
using Protos.Values;

namespace ProvinceNode.Replication.Repair;

/// <summary>
/// Numbers given between a backup and its restoring, as the hub knows them: the books were restored too, and would give them to somebody else a second time
/// (Decree 30/2020 Art. 15). The caller saves.
/// </summary>
internal static class LostNumbers
{
    /// <summary>Moves the book of a record's number on to it.</summary>
    public static async Task CountAsync(NodeDb db, Record record, CancellationToken cancel)
    {
        if (await FindAsync(db, record, cancel) is not ({ } path, { } series, var period, var number))
        {
            return;
        }

        var book = db.NumberBooks.Local.FirstOrDefault(b => b.OfficePath == path && b.Series == series && b.Period == period)
            ?? await db.NumberBooks.SingleOrDefaultAsync(b => b.OfficePath == path && b.Series == series && b.Period == period, cancel);
        if (book is null)
        {
            db.Add(new NumberBook { OfficePath = path, Series = series, Period = period, Last = number });
        }
        else if (book.Last < number)
        {
            book.Last = number;
        }
    }

    private static async Task<(string? Path, string? Series, int Period, int Number)> FindAsync(NodeDb db, Record record, CancellationToken cancel)
    {
        switch (record.BodyCase)
        {
            // 38-380-14758-000123: the commune's path and its count.
            case Record.BodyOneofCase.Beneficiary when Split(record.Beneficiary.Code, '-') is ({ } path, var number):
                return (path.Replace('-', '.'), PaperNumbers.Beneficiaries, 0, number);
            case Record.BodyOneofCase.Certificate when Split(record.Certificate.Number, '.') is ({ } path, var number):
                return (path, IssueCertificate.Book, 0, number);
            // {unit identifier}-{yyMMdd}-{NNNN}
            case Record.BodyOneofCase.Dossier when Split(record.Dossier.Code, '-') is ({ } front, var number) && Split(front, '-') is ({ } identifier, var day):
                var office = await db.Offices.Where(o => o.Identifier == identifier).Select(o => o.TenantPath).FirstOrDefaultAsync(cancel);
                return (office, SubmitCode.Series, 20_000_000 + day, number);
            // 12/QĐ-UBND of the body and the year.
            case Record.BodyOneofCase.Decision when record.Decision.Number.Split('/') is [var first, var series] && int.TryParse(first, CultureInfo.InvariantCulture, out var number):
                var offices = await db.Offices.Select(o => o.TenantPath).ToListAsync(cancel);
                return (offices.Find(p => TenantPath.Parse(p).UnitCode == record.Decision.IssuingOfficeCode), series, TakeBack.Day(record.Decision.SignedOn)?.Year ?? 0, number);
            default:
                return default;
        }
    }

    private static (string? Front, int Number) Split(string code, char between) =>
        code.LastIndexOf(between) is > 0 and var at && int.TryParse(code.AsSpan(at + 1), CultureInfo.InvariantCulture, out var number) ? (code[..at], number) : (null, 0);
}
