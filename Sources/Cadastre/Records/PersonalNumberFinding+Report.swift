extension PersonalNumberFinding {
    /// The catalogue's code.
    public var catalogueCode: String {
        switch self {
        case .missing: "OWN-01"
        case .nineDigits: "OWN-03"
        case .contradictsGender, .contradictsBirthYear, .bornInFuture: "OWN-04"
        default: "OWN-02"
        }
    }

    /// What is wrong, behind "the number": "có 11 chữ số thay vì 12".
    public func name(in language: Language) -> String {
        let isVietnamese = language == .vi
        return switch self {
        case .missing: isVietnamese ? "còn thiếu" : "is missing"
        case .notDigits: isVietnamese ? "có ký tự không phải chữ số" : "has other signs than digits"
        case .wrongLength(let count):
            isVietnamese ? "có \(count) chữ số thay vì 12" : "has \(count) digits instead of 12"
        case .nineDigits:
            isVietnamese
                ? "là CMND 9 số, cần thay bằng số định danh 12 số"
                : "is an old card number of nine digits: find the one of twelve"
        case .lostZeros: isVietnamese ? "có thể mất số 0 ở đầu" : "may have lost zeros in front"
        case .repeatedDigit: isVietnamese ? "lặp lại một chữ số" : "repeats one digit"
        case .separators: isVietnamese ? "có dấu ngăn giữa các chữ số" : "has signs between its digits"
        case .unknownProvince:
            isVietnamese ? "có mã tỉnh nơi đăng ký khai sinh không có trong danh mục" : "begins with no listed province"
        case .contradictsGender: isVietnamese ? "mâu thuẫn với giới tính" : "contradicts the gender"
        case .contradictsBirthYear: isVietnamese ? "mâu thuẫn với năm sinh" : "contradicts the year of birth"
        case .bornInFuture: isVietnamese ? "ghi năm sinh ở tương lai" : "names a year of birth to come"
        }
    }
}
