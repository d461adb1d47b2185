using Microsoft.EntityFrameworkCore;
using ProvinceNode.Payments.Building;
using ProvinceNode.Payments.OnPaper;
using ProvinceNode.Payments.Recovering;
using ProvinceNode.Payments.Results;

namespace ProvinceNode.Payments;

/// <summary>Tables of payments.</summary>
public static class PaymentTables
{
    public static void Apply(ModelBuilder model)
    {
        model.Entity<PaymentPeriod>(PaymentPeriod.Map);
        model.Entity<PaymentJustification>(PaymentJustification.Map);
        model.Entity<PaymentRun>(PaymentRun.Map);
        model.Entity<PaymentOmission>(PaymentOmission.Map);
        model.Entity<SettledBook>(SettledBook.Map);
        model.Entity<PaymentList>(PaymentList.Map);
        model.Entity<ListsRun>(ListsRun.Map);
        model.Entity<ListsRunItem>(ListsRunItem.Map);
        model.Entity<PaymentArchive>(PaymentArchive.Map);
        model.Entity<PaymentLine>(PaymentLine.Map);
        model.Entity<PaymentClaim>(PaymentClaim.Map);
        model.Entity<PaymentResult>(PaymentResult.Map);
        model.Entity<PaymentSending>(PaymentSending.Map);
        model.Entity<PaperAnswer>(PaperAnswer.Map);
        model.Entity<PaperPayment>(PaperPayment.Map);
        model.Entity<ResultDelivery>(ResultDelivery.Map);
        model.Entity<ResultFault>(ResultFault.Map);
        model.Entity<ResultFeed>(ResultFeed.Map);
        model.Entity<ReceivingAccount>(ReceivingAccount.Map);
        model.Entity<MethodChange>(MethodChange.Map);
        model.Entity<ProxyAuthorisation>(ProxyAuthorisation.Map);
        model.Entity<RecoveryReceipt>(RecoveryReceipt.Map);
    }
}
