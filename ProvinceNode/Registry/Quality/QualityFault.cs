namespace ProvinceNode.Registry.Quality;

/// <summary>What a fault is about. Of one aspect at most one fault counts, the heaviest: to mend it never costs points.</summary>
public enum QualityAspect
{
    Number,
    Birth,
    Name,
    Population,
    Duplicate,
    Certificate,
    Payment,
    Carer,
    Residence,
    Poverty,
}

/// <summary>Where an official mends a fault.</summary>
public enum MendPlace
{
    /// <summary>Page of the person: pairs to judge, decisions, certificates.</summary>
    Person,

    /// <summary>Edit of his fields.</summary>
    Edit,

    /// <summary>Guardians, carers, poverty years.</summary>
    Parts,

    /// <summary>His household, where a certificate on paper is noted.</summary>
    Household,

    /// <summary>A dossier of the office's own accord: receiver, account, residence.</summary>
    Dossier,

    /// <summary>What the population database answered.</summary>
    Answer,
}

/// <summary>One kind of fault in the data of a person: the row of the table of rules.</summary>
/// <param name="Code">As stored.</param>
/// <param name="Name">Heading of a list.</param>
/// <param name="Sentence">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Weight">Points of 100 that a person with the fault lacks.</param>
/// <param name="Holds">Whether a person has the fault on a day.</param>
public sealed record QualityFault(string Code, QualityAspect Aspect, string Name, string Sentence, string Remedy, int Weight, MendPlace Place, Func<MeasuredPerson, DateOnly, bool> Holds)
{
    /// <summary>Address of the page where it is mended.</summary>
    public string Mend(Guid person) => Place switch
    {
        MendPlace.Edit => $"/doi-tuong/{person}/sua",
        MendPlace.Parts => $"/doi-tuong/{person}/nguoi-lien-quan",
        MendPlace.Household => $"/doi-tuong/{person}/ho-gia-dinh",
        MendPlace.Dossier => $"/doi-tuong/{person}/lap-ho-so",
        MendPlace.Answer => $"/doi-tuong/{person}/doi-chieu",
        _ => $"/doi-tuong/{person}",
    };

    /// <summary>What the link says.</summary>
    public string MendWords => Place switch
    {
        MendPlace.Edit => "Sửa thông tin",
        MendPlace.Parts => "Ghi người liên quan, hộ nghèo",
        MendPlace.Household => "Ghi ở hộ gia đình",
        MendPlace.Dossier => "Lập hồ sơ",
        MendPlace.Answer => "Xem kết quả đối chiếu",
        _ => "Mở trang đối tượng",
    };
}
