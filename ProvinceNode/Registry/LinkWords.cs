namespace ProvinceNode.Registry;

/// <summary>Words of links. Pure.</summary>
public static class LinkWords
{
    public static IReadOnlyList<KeyValuePair<string, string>> Roles { get; } =
    [
        new(nameof(LinkRole.Guardian), "Người giám hộ"), new(nameof(LinkRole.Carer), "Người nhận chăm sóc, nuôi dưỡng"),
        new(nameof(LinkRole.Supporter), "Người có nghĩa vụ phụng dưỡng, cấp dưỡng"), new(nameof(LinkRole.Heir), "Người thừa kế, đại diện gia đình nhận trợ cấp còn lại của người chết, mất tích"),
    ];

    /// <param name="role">Name of a <see cref="LinkRole"/>.</param>
    public static string Role(string role) => Roles.FirstOrDefault(r => r.Key == role).Value ?? role;
}
