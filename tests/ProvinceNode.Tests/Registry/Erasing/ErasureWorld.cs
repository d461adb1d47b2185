using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Import.Accept;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Erasing;
using ProvinceNode.Tests.Import;
using TestSupport;

namespace ProvinceNode.Tests.Registry.Erasing;

/// <summary>Somebody with a name that nobody else bears, what may stand on him, and whatever the database still tells of him.</summary>
internal static class ErasureWorld
{
    public const string Name = "Quách Thị Ngọc Diệu";
    public const string Number = "038082000102";
    public const string OldNumber = "171234567";
    public const string Phone = "0987654321";

    // As it is written and as it is found by.
    private static readonly string[] Tells = [Name, "quach thi ngoc dieu", "dieu ngoc quach thi", Number, OldNumber, Phone];

    // Every column of every table, as text or bytes; packed messages are read through their own door above.
    public static Task<List<string>> TracesAsync(NodeHost host) => host.WithDbAsync(async db =>
    {
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        var found = new List<string>();
        foreach (var table in await ListAsync(connection, "SELECT name FROM sqlite_master WHERE type = 'table'"))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    var text = reader.IsDBNull(i) ? "" : reader.GetValue(i) is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)!;
                    found.AddRange(Tells.Where(t => text.Contains(t, StringComparison.Ordinal)).Select(t => $"{table}.{reader.GetName(i)}: {t}"));
                }
            }
        }

        return found.Distinct().ToList();
    });

    private static async Task<List<string>> ListAsync(System.Data.Common.DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await reader.ReadAsync())
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }

    public static async Task StandAsync(PeopleRun run, Beneficiary person, string what)
    {
        var at = new DateTime(2025, 3, 10, 3, 0, 0, DateTimeKind.Utc);
        switch (what)
        {
            case "granted":
                await run.GrantAsync(person, ended: true);
                return;
            case "receiver":
                var child = await run.AddAsync("Quách Văn Con", "2015-02-01");
                var grant = await run.GrantAsync(child, "1.k1", guardian: Name);
                await run.Host.WithDbAsync(db => db.Entitlements.Where(e => e.Id == grant.Id).ExecuteUpdateAsync(s => s.SetProperty(e => e.ReceiverNumber, Number)));
                return;
            case "merged":
                var twin = await run.AddAsync("Quách Ngọc Diệu", status: EntitlementStatus.Ended);
                Assert.True((await run.MergeAsync(person.Id, twin.Id)).Succeeded);
                return;
        }

        await run.SaveAsync(db =>
        {
            Stand(db, person, what, at);
            return Task.CompletedTask;
        });
    }

    private static void Stand(NodeDb db, Beneficiary person, string what, DateTime at)
    {
        var dossier = Sample.Dossier(PeopleRun.Commune, "Ai Đó", what == "named" ? "H56.01.10-250310-0002" : "H56.01.10-250310-0001");
        switch (what)
        {
            case "filed":
                dossier.BeneficiaryId = person.Id;
                db.Add(dossier);
                break;
            case "named":
                dossier.Requests.Clear();
                dossier.Requests.Add(Sample.Request(dossier.Id, dossier.TenantPath, $$"""{"nguoiChamSoc":"{{Number}}"}"""));
                db.Add(dossier);
                break;
            case "certified":
                db.AddRange(dossier, Certificate(dossier));
                break;
            case "carded":
                db.Add(new HealthCardNotice { Id = Guid.NewGuid(), TenantPath = PeopleRun.Commune, Event = HealthCardEvent.Grant, BeneficiaryId = person.Id, PersonName = Name, BirthDate = "1954", Sex = 2, FromMonth = 202501, DecisionId = Guid.NewGuid(), RecordedAt = at });
                break;
            case "guardian":
                var ward = Sample.Beneficiary(PeopleRun.Commune, "Quách Văn Con", "38-380-14758-000777");
                db.AddRange(ward, new PersonLink { Id = Guid.NewGuid(), BeneficiaryId = ward.Id, TenantPath = ward.TenantPath, Role = LinkRole.Guardian, FullName = Name, Number = Number });
                break;
            case "head":
                var household = new Household { Id = Guid.NewGuid(), TenantPath = PeopleRun.Commune, HeadName = Name, CommuneCode = "14758" };
                household.Members.Add(new() { Id = Guid.NewGuid(), HouseholdId = household.Id, TenantPath = PeopleRun.Commune, FullName = Name, BeneficiaryId = person.Id, Relation = Households.Head });
                household.Members.Add(new() { Id = Guid.NewGuid(), HouseholdId = household.Id, TenantPath = PeopleRun.Commune, FullName = "Quách Văn Con", Relation = "con" });
                db.Add(household);
                break;
            default:
                var entry = Sample.Entry("38.380", Name);
                entry.BeneficiaryId = person.Id;
                db.Add(entry);
                break;
        }
    }

    private static DisabilityCertificate Certificate(ProvinceNode.Dossiers.Dossier dossier)
    {
        var sample = Sample.Certificate(dossier, Name);
        return new()
        {
            Id = sample.Id, Number = sample.Number, TenantPath = sample.TenantPath, DossierId = sample.DossierId, FullName = Name, FoldedName = sample.FoldedName, BirthDate = "1954-03-02", Sex = 2, CitizenId = Number,
            OldIdentityNumber = "", Residence = "", Types = "1", Degree = sample.Degree, Basis = sample.Basis, IssuedOn = sample.IssuedOn, IssuerName = sample.IssuerName, SignerName = sample.SignerName,
        };
    }

    public static string?[] Row() => ImportRun.Row(Name, Number, phone: Phone);

    // Entered from a list that was undone: nothing was ever due.
    public static async Task<Beneficiary> MistakenAsync(ImportRun run, byte[]? content = null)
    {
        var id = await run.ReadAsync(content ?? ImportRun.Book(Row(), ImportRun.Row("Bùi Thị Khác", "038182000103")));
        await run.AcceptAsync(id);
        var checker = await run.OfficialAsync(Roles.DivisionHead);
        var undone = await run.Host.WithAsync(s => s.GetRequiredService<UndoBatch>().Handle(id, "Nhầm danh sách", checker, default), ImportRun.Commune);
        Assert.True(undone.Succeeded, string.Join(' ', undone.Problems.Select(p => p.Message)));
        await run.WorkAsync(id);
        return (await run.PeopleAsync()).Single(p => p.FullName == Name);
    }

    public static Task<Outcome<ErasureRequest>> ProposeAsync(NodeHost host, Guid person, SignedInOfficial? official = null, string reason = "Danh sách gửi nhầm, đã hoàn tác", string paper = "15/CV-UBND")
    {
        official ??= PeopleRun.Official(Roles.ProvinceOfficer, "38");
        return host.WithAsync(s => s.GetRequiredService<ErasePerson>().HandleAsync(new(person, nameof(ErasureGround.EnteredByMistake), reason, paper, "01/03/2025"), official, default), official.Office.Value);
    }

    public static Task<Outcome<ErasureRequest>> ConfirmAsync(NodeHost host, Guid person, SignedInOfficial? official = null) =>
        host.WithAsync(s => s.GetRequiredService<ErasePerson>().ConfirmAsync(person, official ?? PeopleRun.Official(Roles.ProvinceLeader, "38"), default), "38");

    /// <summary>Erases somebody by two officials of the province.</summary>
    public static async Task EraseAsync(NodeHost host, Guid person)
    {
        var asked = await ProposeAsync(host, person);
        Assert.True(asked.Succeeded, string.Join(' ', asked.Problems.Select(p => p.Message)));
        var done = await ConfirmAsync(host, person);
        Assert.True(done.Succeeded, string.Join(' ', done.Problems.Select(p => p.Message)));
    }
}
