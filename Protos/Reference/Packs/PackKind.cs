namespace Protos.Reference.Packs;

/// <summary>What a pack is about; the names are published and stored.</summary>
public enum PackKind
{
    /// <summary>Đơn vị hành chính.</summary>
    Units = 1,

    /// <summary>Ngày nghỉ, ngày làm bù, ngày âm lịch.</summary>
    Calendar = 2,

    /// <summary>Mức, hệ số, nhóm, thông số, thời hạn, thẩm quyền.</summary>
    Rules = 3,

    /// <summary>Căn cứ pháp lý, dân tộc, mã định danh của tỉnh, giấy tờ tùy thân.</summary>
    CodeLists = 4,
}

/// <summary>Words of the kinds. Pure.</summary>
public static class PackKinds
{
    public static IReadOnlyList<PackKind> All { get; } = [PackKind.Units, PackKind.Calendar, PackKind.Rules, PackKind.CodeLists];

    public static string Name(PackKind kind) => kind switch
    {
        PackKind.Units => "Đơn vị hành chính", PackKind.Calendar => "Lịch nghỉ", PackKind.Rules => "Quy định", _ => "Danh mục",
    };

    /// <summary>As typed at a command line: units, calendar, rules, code-lists.</summary>
    public static string Word(PackKind kind) => kind switch
    {
        PackKind.Units => "units", PackKind.Calendar => "calendar", PackKind.Rules => "rules", _ => "code-lists",
    };

    /// <summary>Null when no kind is called so.</summary>
    public static PackKind? Of(string word) => All.Where(k => Word(k) == word || k.ToString() == word).Select(k => (PackKind?)k).FirstOrDefault();
}
