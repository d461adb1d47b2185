using ProvinceNode.Payments;
using ProvinceNode.Payments.Building;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Tests.Payments;

/// <summary>Who stands on which line, how he is paid, and what a recovery may take of it.</summary>
public sealed class LineRulesTests
{
    private static readonly Receiver Mother = new("Trần Thị Mẹ", "038180000009", "mẹ");

    [Fact]
    public void Recovery_OfOneChild_TakesNothingOfAnotherNorOfAid()
    {
        var (one, two) = (Card(1), Card(2));
        var people = new[]
        {
            Of(one, [Month(one, 360_000, Mother)], recoveries: [Owes(one, 900_000, Mother)]),
            Of(two, [Month(two, 540_000, Mother), Aid(two, OneOffKind.Funeral, 7_200_000, Mother)]),
        };

        var line = Assert.Single(Assert.Single(LineRules.Of(people, supplementary: true).Lists).Lines);

        Assert.Equal(360_000, line.Parts.Where(p => p.Claim.Kind == ClaimKind.Recovery).Sum(p => p.Claim.Amount));
        Assert.Equal(7_740_000, line.Total);
        Assert.Equal(540_000, Assert.Single(LineRules.Of(people, supplementary: true).Omissions).Omission.Amount);
    }

    [Fact]
    public void Recovery_OfWhatAMotherTook_TakesHerOwnMoneyAfterTheChilds()
    {
        var (child, self) = (Card(1), Card(9) with { Number = Mother.Number });
        var people = new[] { Of(child, [Month(child, 360_000, Mother)], recoveries: [Owes(child, 500_000, Mother)]), Of(self, [Month(self, 540_000, Mother with { Relation = "" })], recoveries: [Owes(self, 1_000_000, Mother with { Relation = "" })]) };

        var line = Assert.Single(Assert.Single(LineRules.Of(people, supplementary: false).Lists).Lines);

        // 360.000 of the child and 140.000 of her own; then 400.000 that are left of her own for her own debt.
        Assert.Equal([500_000, 400_000], line.Parts.Where(p => p.Claim.Kind == ClaimKind.Recovery).Select(p => p.Claim.Amount));
        Assert.Equal(0, line.Total);
    }

    [Fact]
    public void Proxy_OfOneChild_CollectsForThatChildOnly()
    {
        var (one, two) = (Card(1), Card(2));
        var people = new[] { Of(one, [Month(one, 360_000, Mother), Care(one, 540_000, Mother)], proxies: [Proxy(one)]), Of(two, [Month(two, 720_000, Mother)]) };

        var lines = Assert.Single(LineRules.Of(people, supplementary: false).Lists).Lines;

        Assert.Equal([("", 1_260_000L), ("Lê Văn Thay", 360_000L)], lines.Select(l => (l.Proxy?.ProxyName ?? "", l.Total)).Order());
    }

    [Fact]
    public void Proxy_OfTheDead_CollectsNothing()
    {
        var one = Card(1) with { Died = true };

        Assert.Null(Assert.Single(Assert.Single(LineRules.Of([Of(one, [Month(one, 360_000, Mother)], proxies: [Proxy(one)])], supplementary: false).Lists).Lines).Proxy);
    }

    [Theory]
    [InlineData("", "", PayMethod.CashHome)] // himself, nobody knows a number
    [InlineData("038149000001", "", PayMethod.CashHome)] // himself
    [InlineData("", "hàng xóm", PayMethod.CashPoint)] // somebody else of no number
    [InlineData("038180000009", "mẹ", PayMethod.CashPoint)]
    public void Request_WithoutNumber_IsTheBeneficiarysOwn(string number, string relation, PayMethod expected)
    {
        var change = new MethodChange
        {
            TenantPath = LifeOfPayments.Here, BeneficiaryId = Guid.NewGuid(), From = PayMethod.CashPoint, To = PayMethod.CashHome, FromMonth = 202301, RequestedBy = "A", RequestedOn = new(2023, 1, 1),
            RecordedById = Guid.NewGuid(), RecordedByName = "B", RecordedAt = new(2023, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        };

        Assert.Equal(expected, LineWay.Of(new("Ai đó", number, relation), [change]).Method);
    }

    private static PersonCard Card(int n) => new(new Guid(n, 0, 0, new byte[8]), $"38-{n}", $"Trẻ {n}", $"{n}", "2015", 1, $"03821500000{n}", "Thôn 1");

    private static PersonOfList Of(PersonCard card, IReadOnlyList<DueClaim> claims, IReadOnlyList<DueRecovery>? recoveries = null, IReadOnlyList<ProxyAuthorisation>? proxies = null) =>
        new(card, new(claims, recoveries ?? [], []), [], proxies ?? []);

    private static DueClaim Month(PersonCard card, long dong, Receiver receiver) => new(ClaimKind.Regular, ClaimWhy.Current, EntitlementStrand.Own, 202301, Guid.Empty, dong, null, receiver, null);

    private static DueClaim Care(PersonCard card, long dong, Receiver receiver) => new(ClaimKind.Care, ClaimWhy.Current, EntitlementStrand.Care, 202301, Guid.Empty, dong, null, receiver, null);

    private static DueClaim Aid(PersonCard card, OneOffKind kind, long dong, Receiver receiver) => new(ClaimKind.OneOff, ClaimWhy.Once, default, 0, Guid.NewGuid(), dong, null, receiver, Once(card, kind, dong, receiver));

    private static DueRecovery Owes(PersonCard card, long dong, Receiver receiver) => new(Once(card, OneOffKind.Recovery, dong, receiver), dong, null);

    private static OneOffPayment Once(PersonCard card, OneOffKind kind, long dong, Receiver receiver) => new()
    {
        Id = Guid.NewGuid(), TenantPath = LifeOfPayments.Here, BeneficiaryId = card.Id, Kind = kind, PersonName = card.Name, ReceiverName = receiver.Name, ReceiverNumber = receiver.Number, ReceiverRelation = receiver.Relation,
        Amount = new Dong(dong), DueMonth = 202301, DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = new(2022, 12, 1, card.Sex + card.Number[^1] - '0', 0, 0, DateTimeKind.Utc),
    };

    private static ProxyAuthorisation Proxy(PersonCard card) => new()
    {
        Id = Guid.NewGuid(), TenantPath = LifeOfPayments.Here, BeneficiaryId = card.Id!.Value, ProxyName = "Lê Văn Thay", ProxyNumber = "038080000001", Relation = "chú", Related = true, CertificateNumber = "12", CertifiedOn = new(2022, 12, 1),
        CertifiedBy = "UBND xã", From = new(2022, 12, 1), To = new(2023, 11, 30), RecordedById = Guid.NewGuid(), RecordedByName = "Cán bộ", RecordedAt = new(2022, 12, 1, 0, 0, 0, DateTimeKind.Utc),
    };
}
