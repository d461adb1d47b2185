using Microsoft.EntityFrameworkCore;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Recovering;
using ProvinceNode.Payments.Results;

namespace ProvinceNode.Platform;

/// <summary>Rows of payments.</summary>
public abstract partial class NodeDb
{
    public DbSet<PaymentPeriod> PaymentPeriods => Set<PaymentPeriod>();

    public DbSet<PaymentJustification> PaymentJustifications => Set<PaymentJustification>();

    public DbSet<PaymentRun> PaymentRuns => Set<PaymentRun>();

    public DbSet<PaymentOmission> PaymentOmissions => Set<PaymentOmission>();

    public DbSet<PaymentList> PaymentLists => Set<PaymentList>();

    public DbSet<ListsRun> ListsRuns => Set<ListsRun>();

    public DbSet<ListsRunItem> ListsRunItems => Set<ListsRunItem>();

    public DbSet<PaymentArchive> PaymentArchives => Set<PaymentArchive>();

    public DbSet<PaymentLine> PaymentLines => Set<PaymentLine>();

    public DbSet<PaymentClaim> PaymentClaims => Set<PaymentClaim>();

    public DbSet<PaymentResult> PaymentResults => Set<PaymentResult>();

    public DbSet<PaymentSending> PaymentSendings => Set<PaymentSending>();

    public DbSet<PaperAnswer> PaperAnswers => Set<PaperAnswer>();

    public DbSet<ResultDelivery> ResultDeliveries => Set<ResultDelivery>();

    public DbSet<ResultFault> ResultFaults => Set<ResultFault>();

    public DbSet<ResultFeed> ResultFeeds => Set<ResultFeed>();

    public DbSet<ReceivingAccount> ReceivingAccounts => Set<ReceivingAccount>();

    public DbSet<MethodChange> MethodChanges => Set<MethodChange>();

    public DbSet<ProxyAuthorisation> ProxyAuthorisations => Set<ProxyAuthorisation>();

    public DbSet<RecoveryReceipt> RecoveryReceipts => Set<RecoveryReceipt>();
}
