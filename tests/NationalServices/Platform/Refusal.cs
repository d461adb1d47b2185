namespace NationalServices.Platform;

/// <summary>One thing wrong with a request: the field, a stable code and a Vietnamese sentence that says what to do.</summary>
internal sealed record FieldFault(string Truong, string Ma, string ThongBao);

/// <summary>
/// Body of every answer that is not 2xx: <c>{"MaLoi":"YEU_CAU_SAI","ThongBao":"…","Loi":[{"Truong":"MaYeuCau","Ma":"THIEU","ThongBao":"…"}]}</c>.
/// Field codes: THIEU (missing), SAI_KIEU (wrong JSON type), QUA_DAI (too long), SAI (wrong value).
/// </summary>
internal sealed record Refusal(string MaLoi, string ThongBao, IReadOnlyList<FieldFault> Loi)
{
    public static IResult Malformed(IReadOnlyList<FieldFault> faults) =>
        Wire.Json(new Refusal("YEU_CAU_SAI", $"Yêu cầu có {faults.Count} lỗi, hãy sửa tất cả rồi gửi lại.", faults), StatusCodes.Status400BadRequest);

    public static IResult Because(int status, string code, string sentence) => Wire.Json(new Refusal(code, sentence, []), status);
}
