using Protos.Values;

namespace ProvinceNode.Payments.Files;

/// <summary>An approved list with its lines as the document that is sent. The same frozen list is always the same document with the same hash, so a sending may be made again.
/// It has neither category nor coefficient: who hands money over needs none, and a label that is neutral for some only would tell who they are (Decree 20/2021 Art. 28(1)(b)). Pure.</summary>
public static class ListDocument
{
    /// <param name="list">Approved: its hash goes along.</param>
    /// <param name="lines">All lines of the list, in any order.</param>
    public static PaymentDocument Of(PaymentList list, IEnumerable<PaymentLine> lines)
    {
        var header = new PaymentHeader(
            list.Id.ToString("D"), list.TenantPath.Split('.')[^1], list.UnitName, new PayMonth(list.Month), TypeCode(list.Type), ListWords.Code(list.Method), list.Sequence, 0, 0, Dong.Zero,
            list.Hash, "", list.ApprovedByName, list.ApprovedAt is { } at ? Whole(VietnamTime.Local(at)) : null);
        return PaymentFile.Seal(header, lines.OrderBy(l => l.Order).Select(Row));
    }

    private static PaymentRow Row(PaymentLine l) => new()
    {
        RowId = l.Id.ToString("D"), Seq = l.Order, BenCode = l.BeneficiaryCode, FullName = l.PersonName, BirthDate = l.BirthDate, Sex = l.Sex switch { 1 => "1", 2 => "2", _ => "" },
        IdNumber = l.PersonNumber, Village = l.Village, Monthly = l.Monthly, Care = l.Care, Arrears = l.Arrears,
        ArrearsFrom = Month(l.ArrearsFrom), ArrearsTo = Month(l.ArrearsTo), Deduct = l.Recovery, Carried = l.Carried, CarriedMonths = l.CarriedMonths, OneOff = l.OneOff, Total = l.Total,
        Method = ListWords.Code(l.Method), AccountNumber = l.AccountNumber, Bank = l.Bank, AccountHolder = l.AccountHolder,
        // Who takes for himself is named once.
        ReceiverName = l.ReceiverRelation.Length > 0 ? l.ReceiverName : "", ReceiverId = l.ReceiverRelation.Length > 0 ? l.ReceiverNumber : "", ReceiverRelation = l.ReceiverRelation,
        ProxyName = l.ProxyName, ProxyId = l.ProxyNumber, ProxyRelation = l.ProxyRelation, People = l.People, Others = l.Others, Note = l.Note,
    };

    private static PayMonth? Month(int number) => number == 0 ? null : new PayMonth(number);

    // Files carry whole seconds.
    private static DateTime Whole(DateTime moment) => new(moment.Ticks - (moment.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Unspecified);

    private static string TypeCode(ListType type) => type switch
    {
        ListType.Regular => WireCodes.Regular, ListType.SocialPension => WireCodes.SocialPension, ListType.Funeral => WireCodes.Funeral, _ => WireCodes.Supplementary,
    };
}
