namespace ProvinceNode.Platform;

/// <summary>Kinds of acts, as stored. A kind is never renamed once released.</summary>
public static class ActKinds
{
    public const string SetUp = "node.set-up";
    public const string ForeignTenant = "access.foreign-tenant";
    public const string AccessDenied = "access.denied";
    public const string SignIn = "official.sign-in";
    public const string SignInFailed = "official.sign-in-failed";
    public const string AccountCreate = "official.create";
    public const string AccountChange = "official.change";
    public const string Submit = "dossier.submit";
    public const string Receive = "dossier.receive";
    public const string Refuse = "dossier.refuse";
    public const string RequestSupplement = "dossier.request-supplement";
    public const string AnswerSupplement = "dossier.answer-supplement";
    public const string CheckIdentity = "dossier.check-identity";
    public const string OverrideIdentity = "dossier.override-identity";
    public const string Review = "dossier.review";
    public const string OpenPosting = "dossier.open-posting";
    public const string Object = "dossier.object";
    public const string ConcludeObjection = "dossier.conclude-objection";
    public const string ClosePosting = "dossier.close-posting";
    public const string Forward = "dossier.forward";
    public const string Appraise = "dossier.appraise";
    public const string SendBack = "dossier.send-back";
    public const string ConcludeCouncil = "dossier.conclude-council";
    public const string Propose = "dossier.propose";
    public const string AppraiseProvince = "dossier.appraise-province";
    public const string ChangeRegime = "organization.change-regime";
    public const string Transfer = "dossier.transfer";
    public const string ReturnTransfer = "dossier.return-transfer";
    public const string Open = "dossier.open";
    public const string Reject = "dossier.reject";
    public const string Sign = "dossier.sign";
    public const string Number = "dossier.number";
    public const string HandOver = "dossier.hand-over";
    public const string Withdraw = "dossier.withdraw";
    public const string Stop = "dossier.stop";
    public const string KeepGoing = "dossier.keep-going";
    public const string Apologise = "dossier.apologise";
    public const string MarkDeadlines = "dossier.mark-deadlines";
    public const string RegisterExport = "register.export";
    public const string CalendarChange = "calendar.change";
    public const string SealPaper = "paper.seal";
    public const string SignPaper = "paper.sign";
    public const string NumberPaper = "paper.number";
    public const string RevokePaper = "paper.revoke";
    public const string ViewPerson = "person.view";
    public const string RevealNumber = "person.reveal";
    public const string ReplicationRefused = "replication.refused";
    public const string ReplicationResend = "replication.resend";
    public const string ReplicationNewEpoch = "replication.new-epoch";
    public const string ReplicationReEnlist = "replication.re-enlist";
    public const string MoveClock = "demo.move-clock";
}
