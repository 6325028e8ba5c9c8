import JOSE
import JSON
import RPC

/// What one thread prepared for the calls of a method that came last, found by the bytes of their parameters around the
/// one that the calls are about.
///
/// It is used again only where every other byte of the parameters is the same. Those bytes are kept meanwhile, a shared
/// secret's text among them, and wiped when they are let go. What was not used for longest goes first.
struct PreparedCalls<Prepared> {
    private final class Entry {
        let before: RememberedBytes
        let after: RememberedBytes
        let size: Int
        let prepared: Prepared
        /// What recognises the call without its being read.
        var template: CallTemplate?
        var used: UInt64

        init(_ frame: CallFrame, _ prepared: Prepared, used: UInt64) {
            let bytes = frame.bytes
            before = RememberedBytes(bytes.span.extracting(frame.before))
            after = RememberedBytes(bytes.span.extracting(frame.after))
            size = frame.before.count + frame.after.count
            self.prepared = prepared
            self.used = used
        }

        func fits(_ frame: CallFrame) -> Bool {
            let bytes = frame.bytes
            return before.isEqual(to: bytes.span.extracting(frame.before))
                && after.isEqual(to: bytes.span.extracting(frame.after))
        }
    }

    private var entries: [UInt64: Entry] = [:]
    private var recognised: [ObjectIdentifier: Entry] = [:]
    private var last: Entry?
    private var lastTemplate: CallTemplate?
    private var size = 0
    private var clock: UInt64 = 0

    /// What was prepared for a call that came before, if it is still there.
    mutating func prepared(for repetition: Repetition) -> Prepared? {
        if lastTemplate === repetition.template, let last { return last.prepared }
        guard let entry = recognised[ObjectIdentifier(repetition.template)] else { return nil }
        use(entry)
        return entry.prepared
    }

    /// What was prepared for a call with these bytes around what it is about. The template will recognise it unread.
    mutating func prepared(for frame: CallFrame, _ template: CallTemplate?) -> Prepared? {
        if let last, last.fits(frame) {
            note(template, for: last)
            return last.prepared
        }
        guard let entry = entries[frame.hash], entry.fits(frame) else { return nil }
        use(entry)
        note(template, for: entry)
        return entry.prepared
    }

    /// Keeps what was prepared for a call, unless there is too much around what it is about.
    mutating func remember(_ prepared: Prepared, for frame: CallFrame, _ template: CallTemplate?) {
        guard frame.before.count + frame.after.count <= CallFrame.longest else { return }
        if entries.count >= PreparedCallLimits.places || size > PreparedCallLimits.bytes { forgetOldest() }
        let entry = Entry(frame, prepared, used: clock)
        if let other = entries.updateValue(entry, forKey: frame.hash) { forget(other) }
        size += entry.size
        use(entry)
        note(template, for: entry)
    }

    private mutating func use(_ entry: Entry) {
        clock &+= 1
        entry.used = clock
        (last, lastTemplate) = (entry, entry.template)
    }

    private mutating func note(_ template: CallTemplate?, for entry: Entry) {
        guard let template, entry.template !== template else { return }
        if last === entry { lastTemplate = template }
        if let other = entry.template { recognised[ObjectIdentifier(other)] = nil }
        entry.template = template
        recognised[ObjectIdentifier(template)] = entry
        template.adopt()
    }

    // Half go at once, so that looking for the oldest is rare.
    private mutating func forgetOldest() {
        let uses = entries.values.map(\.used).sorted()
        guard !uses.isEmpty else { return }
        let limit = uses[uses.count / 2]
        for (hash, entry) in entries where entry.used <= limit {
            entries[hash] = nil
            forget(entry)
        }
    }

    private mutating func forget(_ entry: Entry) {
        size -= entry.size
        if let template = entry.template { recognised[ObjectIdentifier(template)] = nil }
        if last === entry { (last, lastTemplate) = (nil, nil) }
    }
}

/// What a thread keeps at most of the calls of one method.
enum PreparedCallLimits {
    /// Calls.
    static let places = 512
    /// Bytes of their parameters, a longest call aside.
    static let bytes = 1 << 20
}

/// The bytes of a call's parameters around the one that the call is about.
struct CallFrame {
    let bytes: [UInt8]
    let before: Range<Int>
    let after: Range<Int>

    /// Calls with more beside what they are about are prepared each time.
    static let longest = 64 << 10

    /// What is around one of the values in a call's parameters.
    init(_ params: JSONValue, around subject: JSONValue) {
        bytes = params.document.bytes
        before = params.range.lowerBound..<subject.range.lowerBound
        after = subject.range.upperBound..<params.range.upperBound
    }

    fileprivate var hash: UInt64 {
        let bytes = bytes
        let first = bytes.span.extracting(before).hash()
        return bytes.span.extracting(after).hash(behind: first)
    }
}
