using Protos.Reference.Packs;

namespace ProvinceNode.Reference;

/// <summary>Danh mục: the texts that papers cite are read from the pack in force at each paper. The other lists stand in code and need a new version of the product.</summary>
public sealed class ListsEffect : IPackEffect
{
    public PackKind Kind => PackKind.CodeLists;

    public Task<PackEffect> ApplyAsync(PackOrder order, CancellationToken cancel) => Task.FromResult(new PackEffect
    {
        Faults = [.. order.Changes.Where(c => c.Table.Name != PackTables.LegalBases)
            .Select(c => $"Danh mục {c.Table.Words} nằm trong phần mềm (tờ khai, nhập danh sách đọc trực tiếp): {c.Words}. Cần cập nhật phiên bản mới của phần mềm trước khi áp dụng gói.")],
        Notes = order.Changes.Any(c => c.Since < order.Today) ? ["Văn bản đã ký, đã ban hành giữ nguyên căn cứ như đã ký; chỉ văn bản lập từ nay dùng căn cứ mới."] : [],
    });
}
