using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Papers;

/// <summary>Frozen lines as rows of papers and sheets, in the order of the list.</summary>
public static class ListRows
{
    /// <summary>Lines of a list, read as they are written out: none is kept.</summary>
    public static IQueryable<PaymentLine> Of(NodeDb db, Guid list) => db.PaymentLines.AsNoTracking().Where(l => l.ListId == list).OrderBy(l => l.Order);

    public static PaymentRow Row(PaymentLine l) => new()
    {
        BeneficiaryCode = l.BeneficiaryCode,
        Person = new PaperPerson { FullName = l.PersonName, Birth = BirthDate.TryParse(l.BirthDate, out var birth) ? birth : null, Sex = l.Sex, Number = l.PersonNumber, Village = l.Village },
        Category = ListWords.Category(l.Category), Coefficient = l.Coefficient, MonthlyDong = l.Monthly.Amount, CareDong = l.Care.Amount, ArrearsDong = l.Arrears.Amount, ArrearsFrom = Month(l.ArrearsFrom), ArrearsTo = Month(l.ArrearsTo),
        DeductDong = l.Recovery.Amount, CarriedDong = l.Carried.Amount, CarriedMonths = l.CarriedMonths, OneOffDong = l.OneOff.Amount, Method = ListWords.Code(l.Method), AccountNumber = l.AccountNumber, Bank = l.Bank,
        AccountHolder = l.AccountHolder, Taker = Taker(l), People = l.People, Note = string.Join("; ", new[] { l.Others.Length > 0 ? $"Nhận cho: {l.Others}" : "", l.Note }.Where(t => t.Length > 0)),
    };

    // The guardian or carer whom the law names, and who collects by a certified authorisation in force.
    private static string Taker(PaymentLine l) => string.Join("; ", new[]
    {
        l.ReceiverRelation.Length > 0 ? Named(l.ReceiverName, l.ReceiverNumber, l.ReceiverRelation) : "",
        l.ProxyName.Length > 0 ? $"ủy quyền: {Named(l.ProxyName, l.ProxyNumber, l.ProxyRelation)}" : "",
    }.Where(t => t.Length > 0));

    private static string Named(string name, string number, string relation) => string.Join(", ", new[] { name, number, relation }.Where(t => t.Length > 0));

    private static PayMonth? Month(int number) => number == 0 ? null : new PayMonth(number);
}
