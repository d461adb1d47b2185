namespace ProvinceNode.Organization;

/// <summary>What can be done in the node. A page or verb names the action it needs; which roles have it is data.</summary>
public static class Actions
{
    public const string DossierView = "dossier.view";
    public const string DossierEnter = "dossier.enter";
    public const string DossierReceive = "dossier.receive";
    public const string DossierReview = "dossier.review";
    public const string DossierForward = "dossier.forward";
    public const string DossierAppraise = "dossier.appraise";
    public const string DossierSign = "dossier.sign";
    public const string DossierNumber = "dossier.number";
    public const string DossierHandOver = "dossier.hand-over";
    public const string PaperRevoke = "paper.revoke";
    public const string IdentityOverride = "identity.override";

    /// <summary>Asks the population database what it holds of somebody in a dossier, for a stated purpose.</summary>
    public const string PopulationLookUp = "population.look-up";
    public const string RegistryView = "registry.view";
    public const string RegistryEdit = "registry.edit";
    public const string RegistryMerge = "registry.merge";

    /// <summary>Proposes or confirms that a person's data are erased (Law 91/2025/QH15); two officials of the province.</summary>
    public const string RegistryErase = "registry.erase";
    public const string PersonReveal = "person.reveal";

    /// <summary>Sees scores and counts of faults in the data of the area; nobody is named.</summary>
    public const string QualityView = "quality.view";

    /// <summary>Has the whole registry asked about at the population database, and holds it.</summary>
    public const string ReverificationRun = "reverification.run";

    /// <summary>Sees the imports and direct entries of the area.</summary>
    public const string ImportView = "import.view";

    /// <summary>Sends lists, mends them, enters people who are decided on paper.</summary>
    public const string ImportUpload = "import.upload";

    /// <summary>Checks what another official sent or entered, and lets it into the registry.</summary>
    public const string ImportAccept = "import.accept";

    /// <summary>Sees months, lists and results of payment of the area.</summary>
    public const string PaymentView = "payment.view";

    /// <summary>Opens and closes a month, builds and discards lists.</summary>
    public const string PaymentBuild = "payment.build";

    /// <summary>Approves lists that another built.</summary>
    public const string PaymentApprove = "payment.approve";

    /// <summary>Sends approved lists that he neither built nor approved.</summary>
    public const string PaymentSend = "payment.send";
    public const string AccountsManage = "accounts.manage";
    public const string CalendarEdit = "calendar.edit";
    public const string RulesView = "rules.view";
    public const string RulesPropose = "rules.propose";
    public const string RulesApprove = "rules.approve";
    public const string ReplicationView = "replication.view";
    public const string ReplicationResend = "replication.resend";
    public const string AuditView = "audit.view";
}

/// <summary>A role may do an action. Rows, seeded from the shipped table <c>role-actions</c>; a province may change them.</summary>
public sealed class RolePermission
{
    public required string Role { get; set; }

    public required string Action { get; set; }
}
