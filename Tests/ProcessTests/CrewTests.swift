import Testing

@testable import jwtls

struct CrewTests {
    @Test(arguments: [0, 1, 2, 7])
    func `each piece of work is done once, whatever the size of the crew`(size: Int) {
        let crew = Crew(size: size)
        for count in [0, 1, 2, 3, 100, 1000, 1, 0, 500] {
            let done = Monitor([Int](repeating: 0, count: count))
            let members = Monitor(Set<Int>())
            crew.run(count) { member, index in
                done.withLock { $0[index] += 1 }
                members.withLock { _ = $0.insert(member) }
            }
            #expect(done.withLock { $0.allSatisfy { $0 == 1 } })
            #expect(members.withLock { $0.allSatisfy { (0..<crew.size).contains($0) } })
        }
    }
}
