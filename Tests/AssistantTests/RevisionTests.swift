import Testing

@testable import Assistant

struct RevisionTests {
    @Test func `a client gets the revision that it wants, or the last of its kind`() {
        #expect(Revision(agreeingOn: "2024-11-05") == .first)
        #expect(Revision(agreeingOn: "2025-11-25") == .lastWithHandshake)
        #expect(Revision(agreeingOn: "2026-07-28") == .lastWithHandshake)
        #expect(Revision(agreeingOn: "1999-01-01") == .lastWithHandshake)
    }
}
