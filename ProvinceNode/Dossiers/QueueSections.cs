namespace ProvinceNode.Dossiers;

/// <summary>Parts of a queue by how near the due day is: of the present step or of the result, whichever comes first.</summary>
public enum QueueSection
{
    /// <summary>Past its day.</summary>
    Late,

    /// <summary>Late by tonight if nothing is done today.</summary>
    Tonight,

    /// <summary>Due within two working days.</summary>
    Soon,

    /// <summary>Everything else, also what waits for the citizen.</summary>
    Rest,
}

/// <summary>The sections, in memory and in the database alike.</summary>
public static class QueueSections
{
    /// <summary>Working days ahead that count as soon.</summary>
    public const int SoonDays = 2;

    /// <summary>The clock stands still for the citizen, or a result exists.</summary>
    public static IReadOnlyList<DossierStatus> WithoutClock { get; } =
    [
        DossierStatus.Refused, DossierStatus.HandedOver, DossierStatus.Stopped, DossierStatus.Issued, DossierStatus.Rejected, DossierStatus.SupplementRequested,
    ];

    public static string Name(QueueSection section) => section switch
    {
        QueueSection.Late => "Quá hạn",
        QueueSection.Tonight => "Sẽ quá hạn nếu không xong trong hôm nay",
        QueueSection.Soon => "Sắp đến hạn (02 ngày làm việc)",
        _ => "Còn lại",
    };

    /// <summary>Key in addresses.</summary>
    public static string Key(QueueSection section) => section switch
    {
        QueueSection.Late => "qua-han",
        QueueSection.Tonight => "hom-nay",
        QueueSection.Soon => "sap-den-han",
        _ => "con-lai",
    };

    /// <summary>Null for an unknown key.</summary>
    public static QueueSection? Parse(string? key) => Enum.GetValues<QueueSection>().Where(s => Key(s) == key).Select(s => (QueueSection?)s).FirstOrDefault();

    public static QueueSection Of(Dossier dossier, DateOnly today, WorkingCalendar calendar)
    {
        if (WithoutClock.Contains(dossier.Status) || Due(dossier) is not { } due)
        {
            return QueueSection.Rest;
        }

        return due < today ? QueueSection.Late : due == today ? QueueSection.Tonight
            : due <= calendar.AddWorkingDays(today, SoonDays) ? QueueSection.Soon : QueueSection.Rest;
    }

    /// <summary>The earlier of the step's day and the promised day.</summary>
    public static DateOnly? Due(Dossier dossier) =>
        dossier.StepDueOn is not { } step ? dossier.DueOn : dossier.DueOn is { } promised && promised < step ? promised : step;

    /// <summary>The rows of a section.</summary>
    public static IQueryable<Dossier> Rows(IQueryable<Dossier> rows, QueueSection section, DateOnly today, WorkingCalendar calendar)
    {
        var (stopped, soon) = (WithoutClock, calendar.AddWorkingDays(today, SoonDays));
        var none = DateOnly.MaxValue;
        var running = rows.Where(d => !stopped.Contains(d.Status));
        return section switch
        {
            QueueSection.Late => running.Where(d => (d.StepDueOn ?? none) < today || (d.DueOn ?? none) < today),
            QueueSection.Tonight => running.Where(d => (d.StepDueOn ?? none) >= today && (d.DueOn ?? none) >= today && (d.StepDueOn == today || d.DueOn == today)),
            QueueSection.Soon => running.Where(d => (d.StepDueOn ?? none) > today && (d.DueOn ?? none) > today && ((d.StepDueOn ?? none) <= soon || (d.DueOn ?? none) <= soon)),
            _ => rows.Where(d => stopped.Contains(d.Status) || ((d.StepDueOn ?? none) > soon && (d.DueOn ?? none) > soon)),
        };
    }

    /// <summary>Nearest day first; what has none, or whose clock stands still, last.</summary>
    public static IOrderedQueryable<Dossier> ByDue(IQueryable<Dossier> rows)
    {
        var (stopped, none) = (WithoutClock, DateOnly.MaxValue);
        return rows.OrderBy(d => stopped.Contains(d.Status))
            .ThenBy(d => (d.StepDueOn ?? none) < (d.DueOn ?? none) ? (d.StepDueOn ?? none) : (d.DueOn ?? none))
            .ThenBy(d => d.SubmittedAt).ThenBy(d => d.Id);
    }
}
