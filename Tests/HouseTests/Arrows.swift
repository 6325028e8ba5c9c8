/// The rooms of `Package.swift` and what each may import, read as text: the list that people see is the list that holds.
struct Arrows: Sendable {
    /// The rooms in the order of the list, each with the rooms and products that it uses.
    private(set) var uses: [(room: String, modules: [String])] = []
    /// The room that has standard streams, a clock and a file system.
    private(set) var process = ""

    init() throws {
        let description = try SourceText.packageDescription()
        // The rows of the tests look the same, and stand behind the rooms and the process.
        let package = description.prefix(
            upTo: description.firstRange(of: "let tests")?.lowerBound ?? description.endIndex)
        let products = package.matches(of: /let (\w+) = Target\.Dependency\.(?:product|target)\(\s*name: "(\w+)"/)
            .map { (variable: String($0.1), module: String($0.2)) }
        for row in package.matches(of: /\(\s*(?:name: )?"(\w+)",\s*(?:uses: )?\[([^\]]*)\]([^)]*)\)/) {
            let rooms = row.2.matches(of: /"(\w+)"/).map { String($0.1) }
            let packages = products.filter { row.3.contains($0.variable) }.map(\.module)
            uses.append((String(row.1), rooms + packages))
        }
        if let match = package.firstMatch(of: /let process = \(\s*name: "(\w+)"/) { process = String(match.1) }
    }

    /// What this room may import beside the standard library; nil for a room that is not in the list.
    func modules(of room: String) -> [String]? {
        uses.first { $0.room == room }?.modules
    }
}
