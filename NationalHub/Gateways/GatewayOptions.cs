namespace NationalHub.Gateways;

/// <summary>Where the national services are and how patiently they are asked. Section <c>Gateways</c>; what is shipped stands in <c>gateways.json</c>.</summary>
public sealed class GatewayOptions
{
    /// <summary>Address of the population database; empty: every question is answered LOI_KET_NOI.</summary>
    public string PopulationAddress { get; set; } = "";

    /// <summary>Address of the national public-service portal; empty: the ledger is kept but nothing is sent.</summary>
    public string PortalAddress { get; set; } = "";

    public string PortalClientId { get; set; } = "";

    public string PortalClientSecret { get; set; } = "";

    /// <summary>Questions a province may ask the population database in one Vietnamese day (policy 8.2: quota per unit); 0: none.</summary>
    public int DailyQuota { get; set; }

    /// <summary>The same of one province, by its code, where it is another.</summary>
    public Dictionary<string, int> ProvinceQuotas { get; } = new(StringComparer.Ordinal);

    /// <summary>Look-ups that an office may make in one day; 0: none.</summary>
    public int OfficeDailyQuota { get; set; }

    /// <summary>The same of one office, by its path (38.399.15877), where it is another.</summary>
    public Dictionary<string, int> OfficeQuotas { get; } = new(StringComparer.Ordinal);

    /// <summary>How long a look-up answers the same official again for the same purpose, hours; 0: each time the database is asked.</summary>
    public int ReuseHours { get; set; }

    /// <summary>Base64 of 32 bytes or more: the key of number hashes and sealed answers. Empty: the file <c>gateway.key</c> in the data folder, made on first use.</summary>
    public string NumberKey { get; set; } = "";

    /// <summary>How long an answer is kept, so that the same question id gets it again.</summary>
    public int AnswerDays { get; set; } = 90;

    /// <summary>Longest wait for one answer of either service.</summary>
    public int TryMilliseconds { get; set; } = 5_000;

    /// <summary>Wait before the first retry of a question; jittered and doubled.</summary>
    public int RetryMilliseconds { get; set; } = 200;

    /// <summary>How long a service found broken is left alone.</summary>
    public int BreakMilliseconds { get; set; } = 15_000;

    /// <summary>How often dossiers are compared with the portal ledger.</summary>
    public int ScanMilliseconds { get; set; } = 2_000;

    /// <summary>How often the portal is asked for what citizens filed there, and told what became of it.</summary>
    public int MailboxMilliseconds { get; set; } = 15_000;

    /// <summary>
    /// How long, in days, a filing that a province took is kept sealed, with its papers, after the portal was told: a node that was restored from a backup in that time is shown it again. As long as the
    /// oldest backup from which a node may be restored; 0: it is forgotten at once.
    /// </summary>
    public int KeepTakenDays { get; set; } = 14;

    /// <summary>Wait after a first failure at the portal; jittered and doubled up to <see cref="MostBackOffSeconds"/>.</summary>
    public int BackOffMilliseconds { get; set; } = 5_000;

    public int MostBackOffSeconds { get; set; } = 300;

    /// <summary>
    /// A list of the portal in which more dossiers of a page (of 1,000) are missing than this, and more than <see cref="CompareMostMissingPercent"/> of them, is not believed and nothing is sent anew.
    /// An operator who knows that the portal lost so much sets it higher.
    /// </summary>
    public int CompareMostMissing { get; set; } = 100;

    /// <inheritdoc cref="CompareMostMissing"/>
    public int CompareMostMissingPercent { get; set; } = 20;

    /// <summary>Provinces that are only tried out (invited, testing) meet the portal too: for rehearsals against a stand-in, never with the real portal.</summary>
    public bool Rehearsal { get; set; }

    /// <summary>Dossiers sent to the portal side by side.</summary>
    public int SendersAtOnce { get; set; } = 4;
}
