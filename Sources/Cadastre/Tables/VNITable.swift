/// VNI (fonts VNI-…): the letters of a first byte and a mark byte behind it, small letters only.
///
/// A capital is the same with 0x20 less in each byte, for letters as for marks. `F4` and `F6` are ơ and ư.
let vniMarkedTable = #"""
    first,F9,F8,FB,F5,EF,E2,E1,E0,E5,E3,E4,EA,E9,E8,FA,FC,EB
    61,á,à,ả,ã,ạ,â,ấ,ầ,ẩ,ẫ,ậ,ă,ắ,ằ,ẳ,ẵ,ặ
    65,é,è,ẻ,ẽ,ẹ,ê,ế,ề,ể,ễ,ệ,,,,,,
    6F,ó,ò,ỏ,õ,ọ,ô,ố,ồ,ổ,ỗ,ộ,,,,,,
    75,ú,ù,ủ,ũ,ụ,,,,,,,,,,,,
    79,ý,ỳ,ỷ,ỹ,,,,,,,,,,,,,
    F4,ớ,ờ,ở,ỡ,ợ,,,,,,,,,,,,
    F6,ứ,ừ,ử,ữ,ự,,,,,,,,,,,,
    """#

/// VNI: the letters of one byte that are not ASCII, small letters only.
let vniSingleTable = #"""
    byte,letter
    EC,ì
    ED,í
    E6,ỉ
    F3,ĩ
    F2,ị
    EE,ỵ
    F4,ơ
    F6,ư
    F1,đ
    """#
