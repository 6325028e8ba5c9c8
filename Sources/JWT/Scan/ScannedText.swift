import JSON

/// A text that changes, and what stands in it: after a change only what lies near it is looked at again.
///
/// What is found is the same as if the whole text were scanned: a compact token is told by the word that it is, a key, or a token
/// that is a JSON object, by no more than `ScanLimits.keyBytes` around it.
package struct ScannedText: Sendable {
    /// The text.
    package private(set) var text: [UInt8]
    /// What stands in it, in the order of where it begins.
    package private(set) var sightings: [Sighting]
    /// Whether there is more than is told.
    package private(set) var isCut: Bool
    private let limit: Int

    /// What a change did to the sightings.
    package struct Change: Equatable {
        /// Those that were replaced, by their places in the list.
        package let removed: Range<Int>
        /// How many stand there instead.
        package let added: Int
        /// How far those behind them moved, in bytes.
        package let shift: Int
    }

    /// A text with at most so many sightings.
    package init(_ text: [UInt8], atMost limit: Int = ScanLimits.sightings) {
        self.text = text
        self.text.reserveCapacity(text.count + Self.slack)
        self.limit = limit
        let (found, end) = TextScanner.scan(text, 0..<text.count, atMost: limit)
        (sightings, isCut) = (found, end == nil)
    }

    /// Puts other bytes in the place of some; the range is one of the text.
    package mutating func replace(_ range: Range<Int>, with bytes: [UInt8]) -> Change {
        let range = range.clamped(to: 0..<text.count)
        let shift = bytes.count - range.count
        let window = window(around: range)
        // An array that is full doubles: a large text would be twice its size for one more byte.
        if text.count + shift > text.capacity { text.reserveCapacity(text.count + shift + Self.slack) }
        text.replaceSubrange(range, with: bytes)
        if isCut { return rescanAll(shift) }
        let kept = sightings.partitioningIndex { $0.range.lowerBound >= window.lowerBound }
        return rescan(from: kept, window.lowerBound..<(window.upperBound + shift), shift)
    }

    // Bytes that can be added before the text moves to another place.
    private static let slack = 64 << 10

    // Nothing begins before the window that the change can touch, and what begins behind it does so as before.
    private func window(around range: Range<Int>) -> Range<Int> {
        var start = min(wordStart(range.lowerBound), max(0, range.lowerBound - ScanLimits.keyBytes))
        var end = max(wordEnd(range.upperBound), min(text.count, range.upperBound + ScanLimits.keyBytes))
        start = wordStart(start)
        end = wordEnd(end)
        // It begins and ends outside of everything. What is found overlaps only where one thing stands inside another.
        var isSettled = false
        while !isSettled {
            isSettled = true
            for sighting in overlapping(start) where sighting.range.lowerBound < start {
                start = wordStart(sighting.range.lowerBound)
                isSettled = false
            }
            for sighting in overlapping(end) where sighting.range.lowerBound < end && sighting.range.upperBound > end {
                end = wordEnd(sighting.range.upperBound)
                isSettled = false
            }
        }
        return start..<end
    }

    // Keys are short, and a token that holds a place is the last that begins before it.
    private func overlapping(_ place: Int) -> [Sighting] {
        var index = sightings.partitioningIndex { $0.range.lowerBound >= place }
        var result: [Sighting] = []
        var hasToken = false
        while index > 0 {
            index -= 1
            let range = sightings[index].range
            if range.upperBound > place { result.append(sightings[index]) }
            if sightings[index].form == .token { hasToken = true }
            if hasToken, place - range.lowerBound > ScanLimits.keyBytes { break }
        }
        return result
    }

    private func wordStart(_ place: Int) -> Int {
        var start = place
        while start > 0, text[start - 1].isTokenCharacter { start -= 1 }
        return start
    }

    private func wordEnd(_ place: Int) -> Int {
        var end = place
        while end < text.count, text[end].isTokenCharacter { end += 1 }
        return end
    }

    private mutating func rescan(from kept: Int, _ window: Range<Int>, _ shift: Int) -> Change {
        var stop = window.upperBound
        while true {
            // A key that begins in the window may end behind it.
            let reach = min(text.count, stop + ScanLimits.keyBytes)
            let (found, end) = TextScanner.scan(text, window.lowerBound..<reach, atMost: limit + 1)
            let inside = found.prefix { $0.range.lowerBound < stop }
            let last = inside.lazy.filter { !$0.form.isObject }.map(\.range.upperBound).max() ?? stop
            // What reaches behind the window hides what was found there before.
            if end != nil, last > stop {
                stop = wordEnd(last)
                continue
            }
            let old = sightings.partitioningIndex { $0.range.lowerBound + shift >= stop }
            guard end != nil, kept + inside.count + sightings.count - old <= limit else { return rescanAll(shift) }
            return splice(kept..<old, inside, shift)
        }
    }

    private mutating func splice(_ removed: Range<Int>, _ added: ArraySlice<Sighting>, _ shift: Int) -> Change {
        if shift != 0 {
            for index in sightings.indices[removed.upperBound...] {
                let range = sightings[index].range
                sightings[index] = Sighting(
                    form: sightings[index].form, range: (range.lowerBound + shift)..<(range.upperBound + shift))
            }
        }
        sightings.replaceSubrange(removed, with: added)
        return Change(removed: removed, added: added.count, shift: shift)
    }

    private mutating func rescanAll(_ shift: Int) -> Change {
        let count = sightings.count
        let (found, end) = TextScanner.scan(text, 0..<text.count, atMost: limit)
        (sightings, isCut) = (found, end == nil)
        return Change(removed: 0..<count, added: found.count, shift: shift)
    }

    /// Leaves nothing of the text in memory.
    package mutating func wipe() {
        text.wipe()
        text = []
        sightings = []
    }
}

extension RandomAccessCollection where Index == Int {
    /// The first place at which the elements begin to have a property that all behind them have, too.
    package func partitioningIndex(where isBehind: (Element) -> Bool) -> Int {
        var (lower, upper) = (startIndex, endIndex)
        while lower < upper {
            let middle = lower + (upper - lower) / 2
            if isBehind(self[middle]) { upper = middle } else { lower = middle + 1 }
        }
        return lower
    }
}
