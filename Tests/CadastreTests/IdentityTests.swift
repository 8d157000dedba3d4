import Cadastre
import Testing

@Suite("Personal and organisation numbers")
struct PersonalNumberTests {
    // Hanoi, a man born in 1985; Đắk Lắk, a woman born in 2003.
    private let man = "001085012345"
    private let woman = "066303054321"

    @Test func `a number says province, gender and year of birth`() throws {
        let number = try #require(PersonalNumber.read(man).number)
        #expect(number.province == "Hà Nội")
        #expect(number.gender == .male)
        #expect(number.birthYear == 1985)
        #expect(number.digits == man)
        let other = try #require(PersonalNumber.read(woman).number)
        #expect(other.province == "Đắk Lắk")
        #expect(other.gender == .female)
        #expect(other.birthYear == 2003)
    }

    @Test func `a good number has no findings`() {
        let day = CivilDate("2025-11-10")
        #expect(PersonalNumber.read(man, gender: .male, birthYear: 1985, on: day).findings.isEmpty)
        #expect(PersonalNumber.read("  \(woman) ", gender: .female, birthYear: 2003, on: day).findings.isEmpty)
        #expect(PersonalNumber.read("'\(man)").findings.isEmpty)
    }

    @Test(arguments: [
        ("001085000345", "001085000345"), (" 001 085 000 345", "001085000345"), ("'001085000345", "001085000345"),
        ("1085000345", "001085000345"), ("1085000345.0", "001085000345"), ("010000345", "010000345"),
        ("000000000000", nil), ("111111111", nil), ("chưa có", nil), ("", nil), ("12345678", nil),
        ("N/A-0100109106", nil),
        ("0010850003450", nil),
    ])
    func `texts of one number have one comparable form`(text: String, form: String?) {
        #expect(PersonalNumber.comparable(text) == form)
    }

    @Test(arguments: [
        ("", PersonalNumberFinding.missing), ("  ", .missing), ("-", .missing), ("không có", .notDigits),
        ("00108501234A", .notDigits), ("1,08501E+11", .notDigits), ("012345678", .nineDigits),
        ("0010850123456", .wrongLength(13)), ("12345678", .wrongLength(8)), ("000000000000", .repeatedDigit),
        ("111111111111", .repeatedDigit), ("001 085 012 345", .separators), ("001085012345.0", .separators),
        ("003085012345", .unknownProvince), ("001585012345", .bornInFuture),
        ("00108501234567890123", .notDigits),
    ])
    func `what is wrong is said`(text: String, finding: PersonalNumberFinding) {
        #expect(PersonalNumber.read(text, on: CivilDate("2025-11-10")).findings == [finding])
    }

    @Test func `what the record says of its holder is held against the number`() {
        #expect(PersonalNumber.read(man, gender: .female).findings == [.contradictsGender])
        #expect(PersonalNumber.read(man, birthYear: 1986).findings == [.contradictsBirthYear])
        // The century counts too.
        #expect(PersonalNumber.read(woman, birthYear: 1903).findings == [.contradictsBirthYear])
        #expect(
            PersonalNumber.read("003185012345", gender: .male, birthYear: 1980).findings
                == [.contradictsGender, .contradictsBirthYear, .unknownProvince])
    }

    @Test func `lost zeros come back where that makes a good number`() throws {
        let number = try #require(PersonalNumber.read(man).number)
        #expect(PersonalNumber.read("1085012345").findings == [.lostZeros(number)])
        #expect(PersonalNumber.read("1085012345.0").findings == [.lostZeros(number)])
        #expect(PersonalNumber.read("1085012345").number == nil)
        #expect(PersonalNumber.read("1085012345", birthYear: 1990).findings == [.wrongLength(10)])
        #expect(PersonalNumber.read("3085012345").findings == [.wrongLength(10)])
        let other = try #require(PersonalNumber.read(woman).number)
        #expect(PersonalNumber.read("66303054321").findings == [.lostZeros(other)])
    }

    @Test func `warnings are those that a right number can have`() {
        #expect(PersonalNumberFinding.unknownProvince.isWarning)
        #expect(!PersonalNumberFinding.contradictsGender.isWarning)
    }

    @Test func `masked, three and four digits are left`() throws {
        #expect(try #require(PersonalNumber.read(man).number).masked == "001*****2345")
        #expect(PersonalNumber.masked(man) == "001*****2345")
        #expect(PersonalNumber.masked("012345678") == "*******78")
        #expect(PersonalNumber.masked("12") == "**")
        #expect(PersonalNumber.masked("") == "")
    }

    @Test(
        arguments: [
            ("Nam", .male), ("NỮ", .female), ("nu", .female), ("Ông", .male), ("bà", .female), ("khác", nil),
            ("", nil),
        ] as [(String, Gender?)])
    func `gender as records write it`(text: String, gender: Gender?) {
        #expect(Gender(text) == gender)
    }

    @Test(arguments: [
        ("0100109106", "0100109106", true), (" 0100109106-001 ", "0100109106-001", true),
        ("0100109106001", "0100109106-001", false), ("100109106", "0100109106", false),
        ("N/A-0100109106", "0100109106", false),
    ])
    func `an organisation has ten digits, a branch three more`(text: String, number: String, isSure: Bool) {
        switch OrganisationNumber.read(text) {
        case .number(let read): #expect(isSure && read.description == number)
        case .suggested(let read): #expect(!isSure && read.description == number)
        case .missing, .unreadable: Issue.record("\(text) was not read")
        }
    }

    @Test(arguments: ["01001091", "0100109106-01", "0100109106-001-2", "010010910A", "0000000000", "-"])
    func `all else is no organisation's`(text: String) {
        #expect(OrganisationNumber.read(text) == .unreadable)
    }
}

@Suite("Serials and register numbers of certificates")
struct CertificateTests {
    private func serial(_ text: String) -> String? {
        if case .serial(let serial) = CertificateSerial.read(text) { serial.description } else { nil }
    }

    private func suggested(_ text: String) -> String? {
        if case .suggested(let serial) = CertificateSerial.read(text) { serial.description } else { nil }
    }

    @Test(arguments: [
        ("CD 123456", true), ("ZZ 00000345", true), ("AĐ 266864", false), ("CD123456", false), ("cd 123456", false),
        ("CD 1234567", false), ("CO 12345O", false), ("C1 123456", false), ("", false),
    ])
    func `what is seen to be a plain serial is read as one`(text: String, isPlain: Bool) {
        #expect(CertificateSerial.isPlain(utf8: Array(text.utf8)[...]) == isPlain)
        if isPlain { #expect(serial(text) == text) }
    }

    @Test(arguments: [
        ("CH 00123", true), ("CT 05494", true), ("CS 05494", true), ("VP 00001", true), ("CN 99999", true),
        ("CX 00123", false), ("CH00123", false), ("CH 0012a", false), ("00123 QSDĐ/2003", false), ("", false),
    ])
    func `what is seen to be a plain register number is read as one`(text: String, isPlain: Bool) {
        #expect(RegisterNumber.isPlain(utf8: Array(text.utf8)[...]) == isPlain)
        if isPlain { #expect(RegisterNumber.read(text).text == text) }
    }

    @Test(arguments: [
        ("CM 012345", "CM 012345"), ("cm012345", "CM 012345"), ("CM-012.345", "CM 012345"), ("AĐ 266864", "AĐ 266864"),
        ("ađ266864", "AĐ 266864"), ("\u{D0} 123456", "Đ 123456"), ("A 123456", "A 123456"),
        ("AA 01234567", "AA 01234567"), ("CO\u{A0}123456", "CO 123456"),
    ])
    func `a serial is written in one way`(text: String, normal: String) {
        #expect(serial(text) == normal)
    }

    @Test(arguments: [
        ("CM O12345", "CM 012345"), ("CM 01234l", "CM 012341"), ("C0 123456", "CO 123456"), ("1A 123456", "IA 123456"),
        ("AĐ 01234567", "AD 01234567"),
    ])
    func `look-alikes are only suggested`(text: String, meant: String) {
        #expect(suggested(text) == meant)
    }

    @Test func `D and Đ are sought in each other's place, but not in serials of eight digits`() throws {
        guard case .serial(let short) = CertificateSerial.read("DĐ 123456"),
            case .serial(let long) = CertificateSerial.read("AD 12345678"),
            case .serial(let plain) = CertificateSerial.read("CM 123456")
        else {
            Issue.record("serials were not read")
            return
        }
        #expect(Set(short.lookAlikes.map(\.letters)) == ["DD", "ĐD", "ĐĐ"])
        #expect(long.form == .eightDigits && long.lookAlikes.isEmpty)
        #expect(plain.form == .sixDigits && plain.lookAlikes.isEmpty)
    }

    @Test func `papers of houses have digits only`() {
        #expect(CertificateSerial.read("10123 0456789") == .houseNumber("101230456789"))
        #expect(CertificateSerial.read("1012304567") == .houseNumber("1012304567"))
    }

    @Test(arguments: [
        "CM 12345", "CMA 123456", "CM 1234567", "123456", "CM 12345A", "Ơ 123456", "chưa cấp giấy", "CM 0123456789012",
    ])
    func `all else is no serial`(text: String) {
        #expect(CertificateSerial.read(text) == .unreadable)
    }

    @Test func `nothing is missing`() { #expect(CertificateSerial.read(" ") == .missing) }

    @Test(
        arguments: [
            ("CS 05494", .modern(.department, digits: "05494"), "CS 05494"),
            ("ch00123", .modern(.district, digits: "00123"), "CH 00123"),
            ("VP-00001", .modern(.office, digits: "00001"), "VP 00001"),
            ("00123  QSDĐ/2003", .older("00123 QSDĐ/2003"), "00123 QSDĐ/2003"),
            ("CS 5494", .older("CS 5494"), "CS 5494"), ("XX 05494", .older("XX 05494"), "XX 05494"),
            ("QSDĐ", .unreadable, nil), ("000", .unreadable, nil), ("12\u{FFFD}", .unreadable, nil),
            ("", .missing, nil),
        ] as [(String, RegisterNumber, String?)])
    func `register numbers are modern, older or unreadable`(text: String, number: RegisterNumber, normal: String?) {
        #expect(RegisterNumber.read(text) == number)
        #expect(number.text == normal)
    }
}
