/// The vowels of Vietnamese with their tones: level (ngang), grave (huyền), acute (sắc), hook (hỏi), tilde (ngã) and
/// dot below (nặng).
let vietnameseVowelTable = #"""
    level,grave,acute,hook,tilde,dot
    a,à,á,ả,ã,ạ
    ă,ằ,ắ,ẳ,ẵ,ặ
    â,ầ,ấ,ẩ,ẫ,ậ
    e,è,é,ẻ,ẽ,ẹ
    ê,ề,ế,ể,ễ,ệ
    i,ì,í,ỉ,ĩ,ị
    o,ò,ó,ỏ,õ,ọ
    ô,ồ,ố,ổ,ỗ,ộ
    ơ,ờ,ớ,ở,ỡ,ợ
    u,ù,ú,ủ,ũ,ụ
    ư,ừ,ứ,ử,ữ,ự
    y,ỳ,ý,ỷ,ỹ,ỵ
    """#
