using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ProvinceNode.Payments;

/// <summary>
/// The hash of an approved list: SHA-256, 64 lower-case hexadecimal digits, of a text in UTF-8 that anybody can make again from the list. Its lines end with a
/// line feed. The first is <c>BTXH-DSCT/1</c>; the second tells the list: id, commune's path, month yyyyMM, kind, method (codes of policy 6.3), sequence, number
/// of lines, total in đồng; then follows each payment line in its order: order, id, beneficiary's code, name, birth, sex, number, village, category,
/// coefficient, level, columns 9–11, first and last month of arrears, columns 12–15 with the months carried behind 13, account, bank, holder, receiver's name,
/// number and relation, proxy's name, number and relation, further persons, note. Fields are parted by <c>|</c>; in a text <c>\</c>, <c>|</c>, line feed and
/// carriage return are written <c>\\</c>, <c>\p</c>, <c>\n</c> and <c>\r</c>. Amounts are whole numbers without separators. Pure.
/// </summary>
public sealed class ListHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly StringBuilder _text = new();

    public ListHash(PaymentList list)
    {
        Put("BTXH-DSCT/1");
        Put(list.Id.ToString("D"), list.TenantPath, Number(list.Month), TypeCode(list.Type), ListWords.Code(list.Method), Number(list.Sequence), Number(list.Lines), Number(list.TotalDong.Amount));
    }

    /// <summary>Adds the next line; call in the order of <see cref="PaymentLine.Order"/>.</summary>
    public void Add(PaymentLine l) => Put(
        Number(l.Order), l.Id.ToString("D"), l.BeneficiaryCode, l.PersonName, l.BirthDate, Number(l.Sex), l.PersonNumber, l.Village, l.Category, l.Coefficient, Number(l.Level.Amount), Number(l.Monthly.Amount), Number(l.Care.Amount),
        Number(l.Arrears.Amount), Number(l.ArrearsFrom), Number(l.ArrearsTo), Number(l.Recovery.Amount), Number(l.Carried.Amount), Number(l.CarriedMonths), Number(l.OneOff.Amount), Number(l.Total.Amount), l.AccountNumber, l.Bank,
        l.AccountHolder, l.ReceiverName, l.ReceiverNumber, l.ReceiverRelation, l.ProxyName, l.ProxyNumber, l.ProxyRelation, l.Others, l.Note);

    /// <summary>The hash of what was added; call once.</summary>
    public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();

    /// <summary>Of a whole list.</summary>
    public static string Of(PaymentList list, IEnumerable<PaymentLine> lines)
    {
        using var hash = new ListHash(list);
        foreach (var line in lines.OrderBy(l => l.Order))
        {
            hash.Add(line);
        }

        return hash.Finish();
    }

    private void Put(params string[] fields)
    {
        _text.Clear();
        for (var i = 0; i < fields.Length; i++)
        {
            _text.Append(i == 0 ? "" : "|").Append(fields[i].Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\p", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal));
        }

        _hash.AppendData(Encoding.UTF8.GetBytes(_text.Append('\n').ToString()));
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string TypeCode(ListType type) => type switch
    {
        ListType.Regular => "REGULAR", ListType.SocialPension => "PENSION", ListType.Funeral => "FUNERAL", _ => "SUPPLEMENTARY",
    };
}
