using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Forms;

/// <summary>Who takes the money and how, as a declaration says (policy 3.3 block E; Mẫu số 01 of Decree 176/2025). Pure.</summary>
public static class FormPayments
{
    private const string Pension = "01-176";

    /// <summary>The chosen way; null when the forms do not ask.</summary>
    public static PayWay? Way(Dossier dossier)
    {
        var scope = FormFacts.ValuesOf(dossier).On(VietnamTime.Day(dossier.SubmittedAt));
        return scope["PaymentBy"] switch
        {
            PayWay.ToAccount => new PayWay(PayWay.ToAccount, scope.Text("AccountNumber"), scope.Text("AccountName"), scope.Text("Bank")),
            PayWay.AtPoint => PayWay.Cash,
            _ => null,
        };
    }

    /// <summary>
    /// Người nhận thay whom the form of the social pension names; null when it names nobody. It is a wish and no authorisation: the form asks for no certified paper, so the money stays the pensioner's (policy 6.5).
    /// </summary>
    public static Receiver? Proxy(Dossier dossier)
    {
        if (dossier.Kind != RequestKind.SocialPension || !dossier.Requests.Any(r => r.Form == Pension))
        {
            return null;
        }

        var scope = FormFacts.ValuesOf(dossier).On(VietnamTime.Day(dossier.SubmittedAt));
        return scope.Is("HasReceiver", "yes") && scope.Has("ReceiverName")
            ? new Receiver(scope.Text("ReceiverName"), CitizenId.Clean(scope["ReceiverCitizenId"]), scope.Text("ReceiverRelation")) : null;
    }
}
