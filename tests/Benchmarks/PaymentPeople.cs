using System.Globalization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace Benchmarks;

/// <summary>People who receive by decisions of earlier months: one in four on an account, one in ten with support for who cares for him.</summary>
internal static class PaymentPeople
{
    private static readonly string[] Given = ["Thủy", "Ân", "Bình", "Đức", "Hằng", "Lộc", "Minh", "Yến", "Phượng", "Quý", "Sỹ"];

    /// <param name="since">First month that they receive; decided two months before.</param>
    /// <param name="paid">Last month that lists paid before any is built; earlier than the first: none.</param>
    /// <returns>Lines of a month: who cares is paid on a line of his own.</returns>
    public static async Task<int> FillAsync(NodeHost host, IReadOnlyList<string> communes, int people, PayMonth since, PayMonth paid, CancellationToken ct)
    {
        var cares = 0;
        for (var place = 0; place < communes.Count; place++)
        {
            var of = Enumerable.Range(0, people).Where(i => i % communes.Count == place).Select(i => One(communes[place], i, since)).ToList();
            cares += of.Count(o => o.Care is not null);
            await host.WithDbAsync(async db =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(ct);
                await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, Recorded(since)), ct);
                await BulkInsert.AddAsync(db, of.ConvertAll(o => o.Person), ct);
                await BulkInsert.AddAsync(db, [.. of.Select(o => o.Own), .. of.Select(o => o.Care).OfType<Entitlement>()], ct);
                await transaction.CommitAsync(ct);
                return true;
            });
            await PaymentHistory.FillAsync(host, communes[place], [.. of.Select(o => o.Own), .. of.Select(o => o.Care).OfType<Entitlement>()], (since, paid), ct);
        }

        return people + cares;
    }

    private static (Beneficiary Person, Entitlement Own, Entitlement? Care) One(string path, int i, PayMonth since)
    {
        var (id, name, number) = (Guid.CreateVersion7(), $"Nguyễn Thị {Given[i % Given.Length]} {i % 977}", string.Create(CultureInfo.InvariantCulture, $"038149{i:d6}"));
        var person = new Beneficiary
        {
            Id = id, Code = string.Create(CultureInfo.InvariantCulture, $"38-{i:d7}"), TenantPath = path, FullName = name, FoldedName = VietnameseText.Fold(name), BirthDate = "1949-02-10", Sex = 2, EthnicCode = "01", CitizenId = number,
            OldIdentityNumber = "", CommuneCode = path[^5..], Village = $"Thôn {i % 12}", Phone = "", IdentityStatus = "Matched", CategoryCode = "6.n.elder", CoefficientHundredths = 200, MonthlyAmount = new Dong(1_000_000), StartMonth = since.Number,
            Version = 1, Epoch = 1,
        };
        var own = Month(person, EntitlementKind.Assistance, i % 5 == 0 ? "5.a" : "6.n.elder", 1_000_000, name, number, since);
        if (i % 4 == 0)
        {
            (own.MethodCode, own.AccountNumber, own.AccountHolder, own.Bank) = (PayWay.ToAccount, number, VietnameseText.Fold(name).ToUpperInvariant(), "Agribank");
        }

        var care = i % 10 == 0 ? Month(person, EntitlementKind.Care, "CS.2", 500_000, $"Lê Văn {Given[i % Given.Length]}", string.Create(CultureInfo.InvariantCulture, $"038080{i:d6}"), since) : null;
        if (care is not null)
        {
            care.ReceiverRelation = "Con";
        }

        return (person, own, care);
    }

    private static Entitlement Month(Beneficiary person, EntitlementKind kind, string category, long amount, string receiver, string number, PayMonth since) => new()
    {
        Id = Guid.CreateVersion7(), BeneficiaryId = person.Id, TenantPath = person.TenantPath, Kind = kind, CategoryCode = category, CoefficientHundredths = (int)(amount / 5_000), Level = new Dong(500_000), MonthlyAmount = new Dong(amount), StartMonth = since.Number,
        DecisionId = Guid.NewGuid(), ReceiverName = receiver, ReceiverNumber = number, RecordedAt = Recorded(since), Version = 1, Epoch = 1,
    };

    private static DateTime Recorded(PayMonth since) => since.AddMonths(-2).FirstDay.ToDateTime(new TimeOnly(3, 0), DateTimeKind.Utc);
}
