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
        new("/chuyen-muc", "Chuyển mức", Actions.RegistryView),
        new("/nhap-danh-sach", "Nhập danh sách", Actions.ImportView),
        new("/ho-so/so-theo-doi", "Sổ theo dõi", Actions.DossierView),
        new("/ho-so/chi-so", "Chỉ số", Actions.DossierView),
        new("/quan-tri/lich", "Lịch làm việc", Actions.CalendarEdit),
        new("/quan-tri/quy-dinh", "Quy định", Actions.RulesView),
        new("/hoi-dong-khuyet-tat", "Hội đồng khuyết tật", Actions.DossierReview),
        new("/giay-xac-nhan-khuyet-tat", "Giấy xác nhận", Actions.RegistryView),
        new("/quan-tri/tai-khoan", "Tài khoản", Actions.AccountsManage),
        new("/dong-bo", "Đồng bộ", Actions.ReplicationView),
    ];

    /// <summary>The link that the address belongs to: the longest that fits.</summary>
    public static NavigationLink? Current(PathString path) =>
        Links.Where(l => path.StartsWithSegments(l.Address)).MaxBy(l => l.Address.Length);
}
