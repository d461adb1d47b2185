using ProvinceNode.Organization;

namespace ProvinceNode.Platform.Layout;

/// <summary>One link of the officials' navigation.</summary>
/// <param name="Action">The action of <see cref="Actions"/> without which the link is not shown.</param>
public sealed record NavigationLink(string Address, string Text, string Action)
{
    /// <summary>Another action that shows the link too, or null.</summary>
    public string? Or { get; init; }

    /// <summary>Name of the view component that shows how much waits there, or null: Platform does not know the slices.</summary>
    public string? Counter { get; init; }

    /// <summary>Not needed every day: behind "Mục khác" for who has many links.</summary>
    public bool Seldom { get; init; }

    public bool ShownTo(SignedInOfficial official) => official.May(Action) || (Or is { } other && official.May(other));
}

/// <summary>Where officials can go; each sees only what he may open.</summary>
public static class Navigation
{
    public static IReadOnlyList<NavigationLink> Links { get; } =
    [
        new("/ho-so", "Hồ sơ", Actions.DossierView),
        new("/van-ban-cho", "Chờ ký, chờ số", Actions.DossierSign) { Or = Actions.DossierNumber, Counter = "WaitingPapersCount" },
        new("/ho-so/nhap-ho", "Nhập hộ", Actions.DossierEnter),
        new("/doi-tuong", "Đối tượng", Actions.RegistryView),
        new("/viec-hang-thang", "Việc của tháng", Actions.RegistryView) { Counter = "WorklistCount" },
        new("/chi-tra", "Chi trả", Actions.PaymentView) { Seldom = true },
        new("/chat-luong-du-lieu", "Chất lượng dữ liệu", Actions.QualityView) { Seldom = true },
        new("/chuyen-muc", "Chuyển mức", Actions.RegistryView) { Seldom = true },
        new("/nhap-danh-sach", "Nhập danh sách", Actions.ImportView) { Seldom = true },
        new("/ho-so/so-theo-doi", "Sổ theo dõi", Actions.DossierView) { Seldom = true },
        new("/ho-so/chi-so", "Chỉ số", Actions.DossierView) { Seldom = true },
        new("/quan-tri/lich", "Lịch làm việc", Actions.CalendarEdit) { Seldom = true },
        new("/quan-tri/quy-dinh", "Quy định", Actions.RulesView) { Seldom = true },
        new("/goi-tham-chieu", "Gói tham chiếu", Actions.RulesApprove) { Or = Actions.CalendarEdit, Counter = "PackCount", Seldom = true },
        new("/hoi-dong-khuyet-tat", "Hội đồng khuyết tật", Actions.DossierReview) { Seldom = true },
        new("/giay-xac-nhan-khuyet-tat", "Giấy xác nhận", Actions.RegistryView) { Seldom = true },
        new("/quan-tri/tai-khoan", "Tài khoản", Actions.AccountsManage) { Seldom = true },
        new("/dong-bo", "Đồng bộ", Actions.ReplicationView) { Seldom = true },
    ];

    /// <summary>As many stand side by side on one line of a small screen of an office.</summary>
    private const int MostAtOnce = 6;

    /// <summary>What an official sees: links in the band, and those behind "Mục khác" when they are too many for it.</summary>
    public static (IReadOnlyList<NavigationLink> Band, IReadOnlyList<NavigationLink> More) For(SignedInOfficial official)
    {
        var mine = Links.Where(l => l.ShownTo(official)).ToList();
        return mine.Count <= MostAtOnce ? (mine, []) : (mine.FindAll(l => !l.Seldom), mine.FindAll(l => l.Seldom));
    }

    /// <summary>The link that the address belongs to: the longest that fits.</summary>
    public static NavigationLink? Current(PathString path) =>
        Links.Where(l => path.StartsWithSegments(l.Address)).MaxBy(l => l.Address.Length);
}
