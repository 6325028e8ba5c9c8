package import JOSE

extension Finding {
    /// What was found about a key: the one that there is, or the one at a place among several.
    package init(_ finding: KeyFinding, of index: Int? = nil) {
        self.init(
            finding.code, "\(Self.subject(index)): \(finding.explanation).", pointer: index.map { "/keys/\($0)" })
    }

    /// What a sentence about a key begins with.
    package static func subject(_ index: Int?) -> String {
        index.map { "Key \($0)" } ?? "About the key"
    }
}
