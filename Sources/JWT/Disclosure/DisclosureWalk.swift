import JSON

/// Goes through a payload and what it discloses, once, and writes the claims as it goes.
///
/// A digest is looked up and a place is entered at most once each, so that the work is linear in the token; what is inside
/// of what stands on a stack, whose depth is limited.
struct DisclosureWalk: ~Copyable {
    private let place: PayloadPlace
    private let disclosures: [Disclosure]
    private var indices: [[UInt8]: Int] = [:]
    private var writer = JSONWriter()
    private var frames: [DisclosureFrame] = []
    private var starts: [Int] = []
    private var ranges: [Range<Int>] = []
    private var digests: Set<[UInt8]> = []
    private var isReferenced: [Bool]
    private var found: [DisclosedClaims.Found] = []
    private var undisclosed: [[UInt8]] = []
    private var faults: [DisclosureFault] = []
    private var pointerBytes = 0
    private var hasDigests = false
    private var disclosesConfirmation = false
    private var isStopped = false

    /// A walk with these disclosures, through a payload that stands at this place.
    init(_ place: PayloadPlace, _ disclosures: [Disclosure]) {
        self.place = place
        self.disclosures = disclosures
        isReferenced = Array(repeating: false, count: disclosures.count)
        for (index, disclosure) in disclosures.enumerated() {
            if let fault = disclosure.fault { note(fault) }
            if indices.updateValue(indices[disclosure.digest] ?? index, forKey: disclosure.digest) != nil {
                isReferenced[index] = true
                note(DisclosureFault(.disclosureRepeated, at: disclosure.range))
            }
        }
    }

    /// Goes through the payload, and what is disclosed inside it.
    mutating func run(_ payload: JSONValue) {
        write(payload, from: nil, as: nil, level: 0)
        while let top = frames.indices.last {
            if isStopped || !advance(top) { close(top) }
        }
        guard !isStopped else { return }
        for (index, disclosure) in disclosures.enumerated() where !isReferenced[index] && disclosure.fault == nil {
            note(DisclosureFault(.disclosureUnreferenced, at: disclosure.range))
        }
    }

    /// What came of it.
    consuming func result() -> DisclosedClaims {
        DisclosedClaims(
            json: writer.bytes, places: DisclosedPlaces(starts: starts, ranges: ranges),
            found: found.sorted { $0.index < $1.index }, undisclosed: undisclosed, hasDigests: hasDigests,
            disclosesConfirmation: disclosesConfirmation, faults: faults)
    }

    private mutating func note(_ fault: DisclosureFault) {
        if faults.count < DisclosureLimits.faults { faults.append(fault) }
    }

    private mutating func stop(_ message: String) {
        isStopped = true
        // Whatever else was found, why the walk ended is told.
        faults.append(DisclosureFault(.tooLarge, message))
    }

    // Goes on by one member or element of the innermost frame; false where there is none left.
    private mutating func advance(_ top: Int) -> Bool {
        if let member = frames[top].nextMember() {
            read(member, top)
        } else if let index = frames[top].nextPending() {
            insert(index, top)
        } else if let element = frames[top].nextElement() {
            read(element, top)
        } else {
            return false
        }
        return true
    }

    private mutating func close(_ top: Int) {
        if frames[top].isObject { writer.endObject() } else { writer.endArray() }
        frames.removeLast()
    }

    private mutating func write(
        _ value: JSONValue, from source: Int?, as step: DisclosureFrame.Step?, level: Int
    ) {
        let comma = frames.last.map { !$0.isObject && $0.written > 0 } ?? false
        starts.append(writer.count + (comma ? 1 : 0))
        ranges.append(range(of: value, in: source))
        if let top = frames.indices.last { frames[top].written += 1 }
        guard value.kind == .object || value.kind == .array else { return writer.copy(value) }
        guard frames.count < JSONLimits().depth else {
            writer.null()
            return stop("The claims are nested deeper than \(JSONLimits().depth) levels.")
        }
        if value.kind == .object { writer.beginObject() } else { writer.beginArray() }
        frames.append(DisclosureFrame(value, source: source, step: step, level: level))
    }

    private func range(of value: JSONValue, in source: Int?) -> Range<Int> {
        guard let source else { return place.range(of: value) }
        return PayloadPlace(start: disclosures[source].range.lowerBound, isEncoded: true).range(of: value)
    }

    private mutating func read(_ member: JSONValue.Member, _ top: Int) {
        let source = frames[top].source
        if member.name.isString("_sd") {
            hasDigests = true
            guard member.value.kind == .array, member.value.elements.allSatisfy({ $0.kind == .string }) else {
                return malformed("_sd must be an array of strings.", member.value, source)
            }
            for digest in member.value.elements {
                if let index = match(digest, source) { frames[top].pending.append(index) }
            }
        } else if member.name.isString("_sd_alg"), top == 0 {
            // What the digests are made by was looked at before; it is no claim.
        } else if Disclosure.isReserved(member.name) {
            hasDigests = true
            malformed("\(member.name.excerpt()) stands where no digest can stand.", member.value, source)
        } else {
            writer.name(member.name)
            write(member.value, from: source, as: .name(member.name), level: frames[top].level)
        }
    }

    private mutating func read(_ element: JSONValue, _ top: Int) {
        let source = frames[top].source
        guard element.kind == .object, let digest = element["..."] else {
            return write(element, from: source, as: .index(frames[top].written), level: frames[top].level)
        }
        hasDigests = true
        guard element.count == 1, digest.kind == .string else {
            return malformed("An element with ... must hold one string, and nothing else.", element, source)
        }
        guard let index = match(digest, source), let content = disclosures[index].content else { return }
        guard content.name == nil else {
            return note(DisclosureFault(.disclosureWrongForm, at: disclosures[index].range))
        }
        disclose(index, content.value, as: .index(frames[top].written), top)
    }

    private mutating func insert(_ index: Int, _ top: Int) {
        guard let content = disclosures[index].content else { return }
        let range = disclosures[index].range
        guard let name = content.name else { return note(DisclosureFault(.disclosureWrongForm, at: range)) }
        guard !Disclosure.isReserved(name) else {
            return note(
                DisclosureFault(.disclosureNameReserved, "A disclosure has the name \(name.excerpt()).", at: range))
        }
        guard frames[top].take(name) else {
            let message = "A disclosure has the name \(name.excerpt()), which another member has already."
            return note(DisclosureFault(.disclosureNameTaken, message, at: range))
        }
        // A value that is too deep is not entered, and then there must be no name without one.
        guard frames[top].level < DisclosureLimits.depth else { return tooDeep() }
        writer.name(name)
        disclose(index, content.value, as: .name(name), top)
    }

    private mutating func disclose(_ index: Int, _ value: JSONValue, as step: DisclosureFrame.Step, _ top: Int) {
        guard frames[top].level < DisclosureLimits.depth else { return tooDeep() }
        let first = top == 0 ? step : frames[1].step
        if first?.isName("cnf") == true { disclosesConfirmation = true }
        found.append(
            DisclosedClaims.Found(index: index, pointer: pointer(to: step), parent: frames[top].source))
        write(value, from: index, as: step, level: frames[top].level + 1)
    }

    private mutating func tooDeep() {
        stop("More than \(DisclosureLimits.depth) disclosures stand inside each other.")
    }

    private mutating func malformed(_ message: String, _ value: JSONValue, _ source: Int?) {
        note(DisclosureFault(.digestMalformed, message, at: range(of: value, in: source)))
    }

    // The disclosure of a digest, the first time that the digest is met.
    private mutating func match(_ digest: JSONValue, _ source: Int?) -> Int? {
        guard !isStopped, let text = digest.utf8 else { return nil }
        guard digests.count < DisclosureLimits.digests else {
            stop("The token has more than \(DisclosureLimits.digests) digests.")
            return nil
        }
        guard digests.insert(text).inserted else {
            note(DisclosureFault(.digestRepeated, at: range(of: digest, in: source)))
            return nil
        }
        guard let index = indices[text] else {
            undisclosed.append(text)
            return nil
        }
        isReferenced[index] = true
        return index
    }

    private mutating func pointer(to step: DisclosureFrame.Step) -> String? {
        guard pointerBytes < DisclosureLimits.pointerBytes else { return nil }
        var text = ""
        for frame in frames.dropFirst() { text += frame.step.map { "/\($0.text)" } ?? "" }
        text += "/\(step.text)"
        pointerBytes += text.utf8.count
        return text
    }
}
