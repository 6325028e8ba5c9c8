/// What one thread works with: the surroundings, which all share, and what it keeps from one call to the next.
final class Bench {
    let surroundings: Surroundings

    init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
    }
}
