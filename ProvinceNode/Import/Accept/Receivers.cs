using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using ProvinceNode.Registry;

namespace ProvinceNode.Import.Accept;

/// <summary>Who takes the money, as a row or entry says; the person himself when it says nobody. Pure.</summary>
public static class Receivers
{
    public static Receiver Of(RowValues said, PersonFacts facts)
    {
        var other = said.Text(Field.ReceiverName);
        var (name, number) = other.Length > 0 ? (other, said.Text(Field.ReceiverNumber)) : (facts.FullName, facts.CitizenId.Length > 0 ? facts.CitizenId : facts.OldIdentityNumber);
        var account = Cut(said.Text(Field.Account), 30);
        return new(name, number, other.Length > 0 ? Cut(said.Text(Field.ReceiverRelation), 60) : "")
        {
            Way = account.Length == 0 ? PayWay.Cash : new(PayWay.ToAccount, account, name, Cut(said.Text(Field.Bank), 120)),
        };
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
