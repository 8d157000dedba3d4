import Cadastre

/// Fields of maps that say something of people.
public enum PersonalFields {
    /// Whether a field of this name holds names, numbers or addresses of people, as far as its name tells.
    public static func contains(_ name: String) -> Bool {
        RecordNames.meaning(HeadingText.fold(name))?.field.isPersonal ?? false
    }
}
