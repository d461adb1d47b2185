using ProvinceNode.Registry.Quality;

namespace ProvinceNode.Dossiers.Reverify;

/// <summary>Answers in words. Pure.</summary>
public static class AnswerWords
{
    public static string Of(PopulationAnswer answer) => answer.Kind switch
    {
        AnswerKind.Matched => "Khớp với sổ",
        AnswerKind.Differs => "Khác với sổ",
        AnswerKind.NotFound => "Không có người mang số này",
        AnswerKind.NotAskable => "Chưa hỏi được: thiếu hoặc sai số định danh, ngày sinh",
        _ => "Chờ hỏi",
    };
}
