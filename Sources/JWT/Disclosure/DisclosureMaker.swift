import JOSE
import JSON

/// Writes a payload with digests in the place of what can be disclosed, from the inside out and without recursion.
struct DisclosureMaker: ~Copyable {
    private let targets: [Int: String]
    private let decoys: Int
    private let hash: NamedHash
    private var writer = JSONWriter()
    private var frames: [Frame] = []
    private var disclosures: [DisclosureDraft.Made] = []

    private struct Frame {
        let value: JSONValue
        let isObject: Bool
        var members: JSONValue.Members
        var elements: JSONValue.Elements
        /// Where the text begins that becomes a digest when the value is written: its name, or itself.
        let start: Int
        /// Where the value begins.
        let valueStart: Int
        let name: JSONValue?
        /// The digests of members.
        var digests: [[UInt8]] = []
        /// Whether an element became a digest.
        var hasHiddenElements = false
        /// How many disclosures can be around what is in it.
        let level: Int
    }

    /// A maker that hides the values at these offsets, which these pointers lead to.
    init(_ targets: [Int: String], decoys: Int, hash: NamedHash) {
        self.targets = targets
        self.decoys = decoys
        self.hash = hash
    }

    /// Makes the payload and the disclosures.
    mutating func make(
        of claims: JSONValue, random: (Int) throws(DisclosureDraft.Fault) -> [UInt8]
    ) throws(DisclosureDraft.Fault) -> DisclosureDraft.Result {
        try begin(claims, name: nil, random)
        while let top = frames.indices.last {
            if let member = frames[top].members.next() {
                guard !Disclosure.isReserved(member.name) else { throw .reserved(member.name.excerpt()) }
                try begin(member.value, name: member.name, random)
            } else if let element = frames[top].elements.next() {
                try begin(element, name: nil, random)
            } else {
                try close(random)
            }
        }
        return DisclosureDraft.Result(
            claims: Array(claims.text), payload: writer.bytes, disclosures: disclosures)
    }

    private mutating func begin(
        _ value: JSONValue, name: JSONValue?, _ random: (Int) throws(DisclosureDraft.Fault) -> [UInt8]
    ) throws(DisclosureDraft.Fault) {
        let start = writer.count
        if let name { writer.name(name) }
        let isTarget = targets[value.range.lowerBound] != nil
        let level = (frames.last?.level ?? 0) + (isTarget ? 1 : 0)
        guard level <= DisclosureLimits.depth else { throw .tooDeep(limit: DisclosureLimits.depth) }
        guard value.kind == .object || value.kind == .array else {
            let valueStart = writer.count
            writer.copy(value)
            return try hide(value, name: name, start: start, valueStart: valueStart, random)
        }
        let valueStart = writer.count
        if value.kind == .object { writer.beginObject() } else { writer.beginArray() }
        frames.append(
            Frame(
                value: value, isObject: value.kind == .object, members: value.members, elements: value.elements,
                start: start, valueStart: valueStart, name: name, level: level))
    }

    private mutating func close(
        _ random: (Int) throws(DisclosureDraft.Fault) -> [UInt8]
    ) throws(DisclosureDraft.Fault) {
        guard let frame = frames.popLast() else { return }
        if frame.isObject {
            try writeDigests(frame.digests, isOutermost: frames.isEmpty, random)
            writer.endObject()
        } else {
            if frame.hasHiddenElements {
                for _ in 0..<decoys { write(element: try decoy(random)) }
            }
            writer.endArray()
        }
        try hide(frame.value, name: frame.name, start: frame.start, valueStart: frame.valueStart, random)
    }

    // In the order of the digests, which tells nothing of the order of the claims (RFC 9901 §4.2.4.1).
    private mutating func writeDigests(
        _ hidden: [[UInt8]], isOutermost: Bool, _ random: (Int) throws(DisclosureDraft.Fault) -> [UInt8]
    ) throws(DisclosureDraft.Fault) {
        var digests = hidden
        if isOutermost || !hidden.isEmpty {
            for _ in 0..<decoys { digests.append(try decoy(random)) }
        }
        if !digests.isEmpty {
            digests.sort { $0.lexicographicallyPrecedes($1) }
            writer.array("_sd") { writer in
                for digest in digests { writer.plainString(digest.span) }
            }
        }
        if isOutermost { writer.member("_sd_alg", hash.rawValue) }
    }

    // What was written of a value that can be disclosed goes into a disclosure, and its digest stands for it.
    private mutating func hide(
        _ value: JSONValue, name: JSONValue?, start: Int, valueStart: Int,
        _ random: (Int) throws(DisclosureDraft.Fault) -> [UInt8]
    ) throws(DisclosureDraft.Fault) {
        guard let pointer = targets[value.range.lowerBound], let top = frames.indices.last else { return }
        let written = writer.withBytes { $0.extracting(valueStart...).array }
        // The comma before an element is written with it.
        let text = written.first == UInt8(ascii: ",") ? written.dropFirst() : written[...]
        writer.cut(to: start)
        let made = try disclosure(name, text, pointer, random)
        disclosures.append(made)
        if frames[top].isObject {
            frames[top].digests.append(made.digest)
        } else {
            frames[top].hasHiddenElements = true
            write(element: made.digest)
        }
    }

    private mutating func write(element digest: [UInt8]) {
        writer.object { writer in
            writer.name("...")
            writer.plainString(digest.span)
        }
    }

    private func disclosure(
        _ name: JSONValue?, _ value: ArraySlice<UInt8>, _ pointer: String,
        _ random: (Int) throws(DisclosureDraft.Fault) -> [UInt8]
    ) throws(DisclosureDraft.Fault) -> DisclosureDraft.Made {
        let salt = try salt(random)
        var content = JSONWriter()
        content.array { content in
            content.plainString(salt.span)
            if let name { content.copy(name) }
            content.verbatim(value.span)
        }
        let text = content.withBytes { Base64URL.encode($0) }
        return DisclosureDraft.Made(text: text, digest: try digest(of: text), pointer: pointer)
    }

    // 128 bits, as much as nobody can guess (RFC 9901 §9.3).
    private func salt(
        _ random: (Int) throws(DisclosureDraft.Fault) -> [UInt8]
    ) throws(DisclosureDraft.Fault) -> [UInt8] {
        let octets = try random(16)
        return Base64URL.encode(octets.span)
    }

    private func decoy(
        _ random: (Int) throws(DisclosureDraft.Fault) -> [UInt8]
    ) throws(DisclosureDraft.Fault) -> [UInt8] {
        try digest(of: try salt(random))
    }

    private func digest(of text: [UInt8]) throws(DisclosureDraft.Fault) -> [UInt8] {
        do throws(KeyFault) {
            return try hash.digestText(of: text.span)
        } catch {
            throw .failed(error)
        }
    }
}
