using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Transfers;

/// <summary>Where a move to another province is and what the officer does, in the law's words. Pure.</summary>
public static class PassageWords
{
    /// <summary>What the officer of the new place is told of the first month of what came from another province; empty: everything had begun.</summary>
    /// <param name="next">The month after the stop month.</param>
    public static string Begins(TransferPacket packet, PayMonth next) => !packet.BeginsTold
        ? $"Nơi cũ không báo tháng bắt đầu hưởng (phần mềm của nơi cũ chưa có mục này): hãy đối chiếu quyết định trợ cấp của nơi cũ. Chế độ bắt đầu sau tháng {next} thì ghi tháng đó khi thẩm định; không ghi thì chi trả từ tháng {next}."
        : packet.First(next) is var first && first > next ? $"Nơi cũ chưa bắt đầu chi trả: chế độ được hưởng từ tháng {first}, không chi trả trước tháng đó." : "";

    /// <param name="electronic">Whether the node has a hub.</param>
    /// <param name="first">First month of the new place.</param>
    public static string ToDo(TransferHalf half, bool numbered, bool electronic, PayMonth first)
    {
        var paper = $"Gửi công văn kèm hồ sơ đến nơi mới ở tỉnh khác. Khi có văn bản trả lời, hãy ghi nhận nơi mới chi trả từ tháng {first} hoặc trả lại.";
        var since = half.PassageAt is { } at ? $" ngày {VietnameseFormat.Date(VietnamTime.Day(at))}" : "";
        var place = half.OtherName.Split(',')[^1].Trim();
        var words = half.Passage switch
        {
            TransferPassage.None when !electronic => paper,
            TransferPassage.None when !numbered => "Văn thư vào số quyết định thôi chi trả; vào số xong hồ sơ được gửi qua hộp thư liên tỉnh.",
            TransferPassage.None => "Hồ sơ chờ gửi vào hộp thư liên tỉnh; hệ thống tự gửi, chưa phải làm gì.",
            TransferPassage.Sending => $"Đang gửi vào hộp thư liên tỉnh từ{since}; mất kết nối thì hệ thống tự gửi lại, chưa phải làm gì.",
            TransferPassage.AtHub => $"Đã đến hộp thư của trục quốc gia{since}; {place} chưa nhận. Chưa phải làm gì.",
            TransferPassage.There => $"{place} đã nhận{since} và chưa quyết định. Đôn đốc nơi mới quyết định chi trả từ tháng {first} hoặc trả lại trên hệ thống.",
            TransferPassage.Paper => $"{place} chưa nhận hồ sơ qua hệ thống. {paper}",
            TransferPassage.Refused => $"Hộp thư liên tỉnh không nhận hồ sơ này. {paper}",
            TransferPassage.Recalling => $"Đã ghi nhận trả lời bằng văn bản; đang rút hồ sơ khỏi hộp thư liên tỉnh, rút xong trả lời được tính.",
            TransferPassage.Recalled => $"Đã rút khỏi hộp thư liên tỉnh{since}. {paper}",
            _ => paper,
        };
        return half.PassageNote.Length > 0 ? $"{words} {half.PassageNote}" : words;
    }
}
