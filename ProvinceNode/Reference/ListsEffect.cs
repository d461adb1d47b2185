using Microsoft.Extensions.Options;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Reference.Packs;
using Protos.Values;

namespace ProvinceNode.Reference;

/// <summary>
/// Danh mục: the texts that papers cite are read from the pack in force at each paper; ethnic groups and the codes that begin personal numbers by day from <see cref="CodeCatalogue"/>, wherever somebody
/// declares, mends or imports. The identifier of the province itself, by which its dossiers are coded, needs a new version of the product.
/// </summary>
public sealed class ListsEffect(IOptions<NodeOptions> node) : IPackEffect
{
    public PackKind Kind => PackKind.CodeLists;

    public Task<PackEffect> ApplyAsync(PackOrder order, CancellationToken cancel)
    {
        var (province, from, notes) = (node.Value.ProvinceCode, VietnameseFormat.Date(order.Content.InForceFrom), new List<string>());
        if (order.Changes.Any(c => c.Table.Name == PackTables.LegalBases && c.Since < order.Today))
        {
            notes.Add("Văn bản đã ký, đã ban hành giữ nguyên căn cứ như đã ký; chỉ văn bản lập từ nay dùng căn cứ mới.");
        }

        if (order.Changes.Any(c => c.Table.Name == PackTables.EthnicGroups))
        {
            notes.Add($"Từ ngày {from}, tờ khai, sửa thông tin và nhập danh sách dùng danh mục dân tộc của gói. Hồ sơ đã nộp, người đã có trong sổ giữ mã dân tộc; tên hiển thị theo danh mục mới, tên cũ trong danh sách vẫn đọc được.");
        }

        if (order.Changes.Any(c => c.Table.Name == PackTables.Identifiers))
        {
            notes.Add($"Từ ngày {from}, ba chữ số đầu của số định danh cá nhân được đối chiếu thêm với mã của gói khi nhập danh sách và chấm điểm dữ liệu; mã cũ vẫn có giá trị.");
        }

        if (order.Changes.Any(c => c.Table.Name == PackTables.IdentityPapers))
        {
            notes.Add("Thành phần hồ sơ nhận từ ngày ghi ở từng dòng nêu giấy tờ tùy thân, cư trú theo danh mục mới; danh sách nhập có tên giấy tờ trước số vẫn đọc được. Giấy tiếp nhận đã in giữ nguyên.");
        }

        return Task.FromResult(new PackEffect
        {
            Faults = [.. order.Changes.Where(c => c.Table.Name == PackTables.Identifiers && c.Row["newCode"] == province && c.Old is { } old && old["identifier"] != c.Row["identifier"])
                .Select(c => $"{c.Words}: mã định danh của chính tỉnh nằm trong mã hồ sơ. Cần cập nhật phiên bản mới của phần mềm trước khi áp dụng gói.")],
            Notes = notes,
        });
    }
}
