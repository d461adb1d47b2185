namespace ProvinceNode.Dossiers.Levels;

/// <summary>What a change comes to for some payments.</summary>
public sealed class LevelFigure
{
    /// <summary>Payments that go on otherwise.</summary>
    public int People { get; private set; }

    /// <summary>Đồng a month.</summary>
    public long BeforeDong { get; private set; }

    /// <summary>Đồng a month.</summary>
    public long AfterDong { get; private set; }

    public long ArrearsDong { get; private set; }

    /// <summary>Payments that no rule explains, waiting for an official.</summary>
    public int Doubted { get; private set; }

    /// <summary>Listed payments whose arrears reach over more months than the law's officer wants to pass unseen.</summary>
    public int LongArrears { get; private set; }

    public int Suspended { get; private set; }

    public int Stopping { get; private set; }

    /// <summary>Held while a report is verified.</summary>
    public int Held { get; private set; }

    public int Moving { get; private set; }

    /// <summary>Left out of a list that is made now.</summary>
    public int LeftOut => Doubted + Suspended + Stopping + Held + Moving;

    /// <param name="warnMonths">See <see cref="LevelTerms.WarnMonths"/>.</param>
    public void Add(LevelEntry entry, int warnMonths)
    {
        if (entry.Place != LevelPlace.Running)
        {
            (Suspended, Stopping) = (Suspended + One(entry, LevelPlace.Suspended), Stopping + One(entry, LevelPlace.Stopping));
            (Held, Moving) = (Held + One(entry, LevelPlace.Held), Moving + One(entry, LevelPlace.Moving));
            return;
        }

        if (!entry.Listed)
        {
            Doubted++;
            return;
        }

        (People, LongArrears) = (People + 1, LongArrears + (entry.Answer.ArrearsMonths > warnMonths ? 1 : 0));
        (BeforeDong, AfterDong, ArrearsDong) = (BeforeDong + entry.Case.MonthlyDong, AfterDong + entry.Answer.Versions[^1].MonthlyDong, ArrearsDong + entry.Answer.ArrearsDong);
    }

    private static int One(LevelEntry entry, LevelPlace place) => entry.Place == place ? 1 : 0;
}

/// <summary>Figures of a change: by commune, by category and together. Pure.</summary>
public sealed class LevelFigures
{
    private readonly SortedDictionary<string, LevelFigure> _communes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(string Commune, string Category), LevelFigure> _categories = [];

    public LevelFigure Total { get; } = new();

    /// <summary>By path.</summary>
    public IReadOnlyDictionary<string, LevelFigure> Communes => _communes;

    /// <summary>By path and code of the category as it is received now.</summary>
    public IReadOnlyDictionary<(string Commune, string Category), LevelFigure> Categories => _categories;

    /// <inheritdoc cref="LevelFigure.Add"/>
    public void Add(LevelEntry entry, int warnMonths = int.MaxValue)
    {
        Total.Add(entry, warnMonths);
        Of(_communes, entry.TenantPath).Add(entry, warnMonths);
        Of(_categories, (entry.TenantPath, entry.Case.CategoryCode)).Add(entry, warnMonths);
    }

    private static LevelFigure Of<TKey>(SortedDictionary<TKey, LevelFigure> all, TKey key)
        where TKey : notnull
    {
        if (!all.TryGetValue(key, out var figure))
        {
            all[key] = figure = new LevelFigure();
        }

        return figure;
    }
}
