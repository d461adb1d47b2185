using ProvinceNode.Import.Values;

namespace ProvinceNode.Import.Rows;

/// <summary>Readings of what stands in many rows of a list alike: sexes, amounts, months, decisions. Bounded. Pure.</summary>
internal sealed class Remembered<TText, T>(Func<TText, Reading<T>> read)
    where TText : notnull
{
    private const int Most = 2_000;

    private readonly Dictionary<TText, Reading<T>> _known = [];

    public Reading<T> Read(TText text)
    {
        if (!_known.TryGetValue(text, out var reading))
        {
            reading = read(text);
            _ = _known.Count < Most && _known.TryAdd(text, reading);
        }

        return reading;
    }
}
