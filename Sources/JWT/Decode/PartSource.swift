/// Where a part of a token comes from: a stretch of a mended text, and the way from there to the text as it was given.
struct PartSource: Sendable {
    /// The way from the mended text.
    let places: PlaceMap
    /// A second way behind the first, where the text was mended twice.
    let outerPlaces: PlaceMap?
    /// The part in the mended text.
    let stretch: Range<Int>
    /// The length of the text as it was given.
    let length: Int

    /// The part that stands at this range.
    init(places: PlaceMap, outerPlaces: PlaceMap? = nil, stretch: Range<Int>, length: Int) {
        self.places = places
        self.outerPlaces = outerPlaces
        self.stretch = stretch
        self.length = length
    }

    /// Where a range of the part's characters stands in the text as it was given.
    func place(_ range: Range<Int>) -> Range<Int> {
        let start = stretch.lowerBound
        var place = places.range((start + range.lowerBound)..<(start + range.upperBound))
        if let outerPlaces { place = outerPlaces.range(place) }
        let end = min(place.upperBound, length)
        return min(place.lowerBound, end)..<end
    }
}
