using ProvinceNode.Platform;
using Protos.Reference.Packs;

namespace ProvinceNode.Reference;

/// <summary>The effects of all kinds. A fault of the product in one pack is logged and told in words: it stops no pack of another kind, and the page of the pack opens and says it.</summary>
public sealed class PackEffects(IEnumerable<IPackEffect> effects, ILogger<PackEffects> log)
{
    /// <summary>What a pack does, see <see cref="IPackEffect"/>; refused with words when it cannot be told.</summary>
    public Task<PackEffect> ApplyAsync(PackOrder order, CancellationToken cancel) => GuardAsync(
        order.Content.Kind, order.Content.Number, () => effects.Single(e => e.Kind == order.Content.Kind).ApplyAsync(order, cancel), words => Task.FromResult(PackEffect.Refused(words)), cancel);

    /// <summary>Does what there is to do with one pack, whatever it meets.</summary>
    /// <param name="told">Takes the words for officials when it failed.</param>
    public async Task<T> GuardAsync<T>(PackKind kind, int number, Func<Task<T>> work, Func<string, Task<T>> told, CancellationToken cancel)
    {
        string words;
        try
        {
            return await work();
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            JobsLog.Failed(log, failure, $"{nameof(ActivatePacks)} {kind}/{number}");
            words = $"Phần mềm gặp lỗi khi áp dụng gói này ({failure.GetType().Name}); chưa có gì thay đổi, quy định đang áp dụng vẫn giữ nguyên. Hãy báo người vận hành xem nhật ký hệ thống; hệ thống sẽ tự thử lại.";
        }

        return await told(words);
    }
}
