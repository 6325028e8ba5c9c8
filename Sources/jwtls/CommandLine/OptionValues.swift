import ArgumentParser

/// What was given for one option.
struct GivenOption {
    /// The option.
    let option: CommandOption
    /// Its values, in order.
    var texts: [String] = []
    /// Whether a flag was set, or taken back; nil where it was not mentioned.
    var flag: Bool?

    fileprivate mutating func add(_ text: String?) {
        if let text { texts.append(text) }
    }
}

/// The options of one command as the parser sees them: it finds its properties by looking at a value's mirror, and reads
/// them back by name; so a list serves as well as declared properties.
struct OptionValues<Place: CommandPlace>: ParsableArguments, CustomReflectable {
    /// What was given, in the order of the options; options that were not mentioned are there too.
    private(set) var given: [GivenOption] = []

    init() {}

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Label.self)
        for (index, option) in Place.node.options.enumerated() {
            let label = Label(stringValue: Self.label(index))
            var given = GivenOption(option: option)
            switch option.shape {
            case .flag: given.flag = try container.decode(Flag<Bool?>.self, forKey: label).wrappedValue
            case .mark: given.flag = try container.decode(Flag<Bool>.self, forKey: label).wrappedValue
            case .text: given.add(try container.decode(Option<String?>.self, forKey: label).wrappedValue)
            case .texts: given.texts = try container.decode(Option<[String]>.self, forKey: label).wrappedValue
            case .argument: given.add(try container.decode(Argument<String?>.self, forKey: label).wrappedValue)
            case .arguments: given.texts = try container.decode(Argument<[String]>.self, forKey: label).wrappedValue
            }
            self.given.append(given)
        }
    }

    var customMirror: Mirror {
        let children = Place.node.options.enumerated().map { index, option in
            (label: Self.label(index), value: option.declaration)
        }
        return Mirror(self, children: children.map { (label: String?.some($0.label), value: $0.value) })
    }

    private static func label(_ index: Int) -> String { "option\(index)" }

    private struct Label: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }

        init?(intValue: Int) { nil }
    }
}

extension CommandOption {
    /// The option as a property would declare it.
    fileprivate var declaration: Any {
        let name = NameSpecification.customLong(name)
        let list = choices.isEmpty ? "" : " One of \(choices.joined(separator: ", "))."
        var help = ArgumentHelp(stringLiteral: help + list)
        if !placeholder.isEmpty { help.valueName = placeholder }
        switch shape {
        case .flag: return Flag<Bool?>(name: name, inversion: .prefixedNo, help: help)
        case .mark: return Flag<Bool>(wrappedValue: false, name: name, help: help)
        case .text: return Option<String?>(name: name, parsing: .unconditional, help: help, completion: completion)
        case .texts:
            return Option<[String]>(
                wrappedValue: [], name: name, parsing: .unconditionalSingleValue, help: help, completion: completion)
        case .argument: return Argument<String?>(help: help, completion: completion)
        case .arguments: return Argument<[String]>(wrappedValue: [], help: help, completion: completion)
        }
    }

    private var completion: CompletionKind {
        switch role {
        case .key(.file), .key(.secretFile), .key(.passwordFile), .secretFile, .document: .file()
        default: choices.isEmpty ? .default : .list(choices)
        }
    }
}
