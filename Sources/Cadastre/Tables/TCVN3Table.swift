/// TCVN3 (ABC): one byte per letter, drawn as a page of the code; the row is the byte's high half.
///
/// Capitals with a tone have no byte: they are the small letters, set in a font whose name ends with H. The 74 letters
/// are those of TCVN 5712:1993, VN3.
let tcvn3Table = #"""
    row,0,1,2,3,4,5,6,7,8,9,A,B,C,D,E,F
    A,,Ă,Â,Ê,Ô,Ơ,Ư,Đ,ă,â,ê,ô,ơ,ư,đ,
    B,,,,,,à,ả,ã,á,ạ,,ằ,ẳ,ẵ,ắ,
    C,,,,,,,ặ,ầ,ẩ,ẫ,ấ,ậ,è,,ẻ,ẽ
    D,é,ẹ,ề,ể,ễ,ế,ệ,ì,ỉ,,,,ĩ,í,ị,ò
    E,,ỏ,õ,ó,ọ,ồ,ổ,ỗ,ố,ộ,ờ,ở,ỡ,ớ,ợ,ù
    F,,ủ,ũ,ú,ụ,ừ,ử,ữ,ứ,ự,ỳ,ỷ,ỹ,ý,ỵ,
    """#
