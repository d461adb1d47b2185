using ProvinceNode.Payments.Providers;

namespace ProvinceNode.Tests.Payments.Providers;

public sealed class HolderNameTests
{
    [Theory]
    [InlineData("Nguyễn Thị Hòa", "NGUYEN THI HOA", HolderMatch.Same)]
    [InlineData("Nguyễn Thị Hoà", "nguyễn thị hòa", HolderMatch.Same)]
    [InlineData("Đặng Văn Mỹ", "DANG VAN MI", HolderMatch.Same)]
    [InlineData("H'Hen Niê", "HHEN NIE", HolderMatch.Same)]
    [InlineData(" Lê  Thị\tHoa ", "LE THI HOA", HolderMatch.Same)]
    [InlineData("Nguyễn Thị Hòa", "NGUYEN HOA", HolderMatch.Doubtful)]
    [InlineData("Nguyễn Hòa", "NGUYEN THI HOA", HolderMatch.Doubtful)]
    [InlineData("Tôn Nữ Thị Bích Ngọc", "TON NU NGOC", HolderMatch.Doubtful)]
    [InlineData("Nguyễn Văn An", "AN VAN NGUYEN", HolderMatch.Different)]
    [InlineData("Nguyễn Thị Hòa", "NGUYEN VAN HOA", HolderMatch.Different)]
    [InlineData("Nguyễn Thị Hòa", "NGUYEN THI HOAN", HolderMatch.Different)]
    [InlineData("Nguyễn Thị Hòa", "HOA", HolderMatch.Different)]
    [InlineData("Nguyễn Thị Hòa", "", HolderMatch.Different)]
    [InlineData("", "", HolderMatch.Different)]
    public void Name_AgainstTheBanks_IsCompared(string declared, string atBank, HolderMatch match)
    {
        Assert.Equal(match, HolderName.Compare(declared, atBank));
        Assert.Equal(match, HolderName.Compare(atBank, declared));
    }
}
