using ProvinceNode.Registry.Search;

namespace ProvinceNode.Payments.Providers;

/// <summary>How the name that was declared and the bank's name of an account compare.</summary>
public enum HolderMatch
{
    /// <summary>Another name, or none: the account is not taken.</summary>
    Different = 0,

    /// <summary>A middle name is missing on one side: an officer looks.</summary>
    Doubtful = 1,

    /// <summary>The same words in the same order, whatever the tones and capitals.</summary>
    Same = 2,
}

/// <summary>Compares names of account holders. Banks keep them in capitals without tones, so tones cannot be asked for; the order is kept, because <c>Nguyễn Văn An</c> and <c>An Văn Nguyễn</c> are two people. Pure.</summary>
public static class HolderName
{
    public static HolderMatch Compare(string declared, string atBank)
    {
        var (one, other) = (NameKey.Of(declared), NameKey.Of(atBank));
        return one.Length == 0 || other.Length == 0 ? HolderMatch.Different
            : one == other ? HolderMatch.Same
            : NameKey.LacksMiddle(one, other) ? HolderMatch.Doubtful : HolderMatch.Different;
    }
}
