import JOSE
import JSON
import JWT

/// What is to be said of a place in a text that is neither in a token nor in a key: a claim's name, a time, the name of an algorithm.
struct WordPage {
    /// The bytes that it is about.
    let range: Range<Int>
    private(set) var page: HoverPage

    /// What is to be said at a place; nil where there is nothing.
    init?(at offset: Int, in document: TextDocument, for call: EditorCall, isMarkdown: Bool) {
        let text = document.text
        page = HoverPage(isMarkdown: isMarkdown)
        if let pair = TimeWord(at: offset, in: text, line: document.line(around: offset)) {
            page.describe(pair.time, of: pair.name, at: call.now)
            if let meaning = MemberMeaning(Array(pair.name.utf8), in: .claims) { page.line(meaning.summary) }
            range = pair.range
            return
        }
        if let found = Self.member(at: offset, in: text) {
            switch found {
            case .name(let range, let meaning):
                page.describe(meaning)
                self.range = range
            case .value(let range, let meaning):
                page.describe(String(decoding: text[range], as: UTF8.self), meaning)
                self.range = range
            case .keyID(let range):
                let keyID = KeyMention.content(of: text[range])
                page.describe(KeyPlace.all(named: keyID, call), named: String(decoding: keyID, as: UTF8.self))
                self.range = range
            }
            return
        }
        guard let word = AlgorithmWord(at: offset, in: text) else { return nil }
        page.describe(word.name, word.meaning)
        range = word.range
    }

    private enum Found {
        case name(Range<Int>, MemberMeaning)
        case value(Range<Int>, ValueMeaning)
        case keyID(Range<Int>)
    }

    private static func member(at offset: Int, in text: [UInt8]) -> Found? {
        let json = LooseJSON(around: offset, in: text)
        guard let object = json.object(at: offset), let role = json.role(of: object),
            let member = json.member(at: offset, of: object)
        else { return nil }
        let name = Array(text[member.name])
        if offset <= member.name.upperBound {
            // Some objects are several things at once.
            return (MemberMeaning(name, in: role) ?? MemberMeaning(name, in: .claims)).map { .name(member.name, $0) }
        }
        let values = [json.string(member.value)].compactMap { $0 } + json.strings(member.value)
        guard let value = values.first(where: { $0.lowerBound <= offset && offset <= $0.upperBound }) else {
            return nil
        }
        if role == .header, name.elementsEqual("kid".utf8) { return .keyID(value) }
        return ValueMeaning(Array(text[value]), under: name).map { .value(value, $0) }
    }
}

/// A number under the name of a claim that says a time, in JSON or any language that is written like it.
struct TimeWord {
    let name: String
    let time: ClaimedTime
    /// The digits.
    let range: Range<Int>

    /// The number at a place.
    init?(at offset: Int, in text: [UInt8], line: Range<Int>) {
        var start = offset
        var end = offset
        while start > line.lowerBound, text[start - 1].isDigit { start -= 1 }
        while end < line.upperBound, text[end].isDigit { end += 1 }
        self.init(start..<end, in: text, line: line)
    }

    /// The number with these digits.
    init?(_ digits: Range<Int>, in text: [UInt8], line: Range<Int>) {
        guard (9...13).contains(digits.count),
            digits.upperBound == line.upperBound || !text[digits.upperBound].isOfWord,
            let name = Self.name(before: digits.lowerBound, in: text, line: line),
            let claim = ClaimRegistry.claim(named: name), claim.saysTime, let time = Self.time(text[digits]),
            !time.isAbsurd
        else { return nil }
        (self.name, self.time, range) = (claim.name, time, digits)
    }

    private static func time(_ digits: ArraySlice<UInt8>) -> ClaimedTime? {
        do throws(JSONFault) {
            return ClaimedTime(try JSONDocument(Array(digits)).root)
        } catch {
            return nil
        }
    }

    // `"exp": `, `exp=`, `exp: `, `'exp' => `, `exp := `.
    private static func name(before place: Int, in text: [UInt8], line: Range<Int>) -> String? {
        var place = place
        func skip(_ bytes: String, atMost count: Int) -> Int {
            var skipped = 0
            while place > line.lowerBound, skipped < count, bytes.utf8.contains(text[place - 1]) {
                place -= 1
                skipped += 1
            }
            return skipped
        }
        _ = skip(" \t\"'", atMost: 16)
        guard skip("=:>", atMost: 2) > 0 else { return nil }
        _ = skip(" \t", atMost: 16)
        _ = skip("\"'\\]", atMost: 3)
        let end = place
        while place > line.lowerBound, end - place < 64, text[place - 1].isOfWord { place -= 1 }
        guard place < end else { return nil }
        return String(decoding: text[place..<end], as: UTF8.self)
    }
}

/// The name of an algorithm that can be no other word.
struct AlgorithmWord {
    let name: String
    let meaning: ValueMeaning
    let range: Range<Int>

    /// The word at a place.
    init?(at offset: Int, in text: [UInt8]) {
        var start = offset
        var end = offset
        while start > 0, offset - start < 40, text[start - 1].isOfWord { start -= 1 }
        while end < text.count, end - offset < 40, text[end].isOfWord { end += 1 }
        let word = Array(text[start..<end])
        let hasDigit = word.contains(where: \.isDigit)
        guard word.count >= 5, hasDigit || word.contains(UInt8(ascii: "-")), let meaning = ValueMeaning(algorithm: word)
        else { return nil }
        (name, range) = (String(decoding: word, as: UTF8.self), start..<end)
        self.meaning = meaning
    }

    /// Whether a name is one of an algorithm, and so of our own words.
    static func isKnown(_ name: String) -> Bool { AlgorithmRegistry.algorithm(named: name) != nil }
}
