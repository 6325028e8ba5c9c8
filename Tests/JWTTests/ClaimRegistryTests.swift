import JOSE
import JWT
import Testing

@Suite struct ClaimRegistryTests {
    @Test func `names every claim once`() {
        #expect(Set(ClaimRegistry.all.map { Array($0.name.utf8) }).count == ClaimRegistry.all.count)
    }

    @Test func `lists all that IANA had registered, before the names that are not`() {
        let registered = ClaimRegistry.all.prefix { $0.isRegistered }
        #expect(registered.count == 163)
        #expect(ClaimRegistry.all.dropFirst(registered.count).allSatisfy { !$0.isRegistered })
    }

    @Test(arguments: ClaimRegistry.all)
    func `describes every claim and links to what defines it`(claim: RegisteredClaim) {
        let name = Array(claim.name.utf8)
        #expect(ClaimRegistry.claim(named: name.span) == claim)
        #expect(!claim.title.isEmpty)
        #expect(claim.summary.hasSuffix("."))
        #expect(claim.specification.url == expectedURL(of: claim.specification))
    }

    /// The address that the text of a specification leads to, read back from the text where it is an RFC or a draft.
    private func expectedURL(of specification: Specification) -> String {
        let parts = specification.text.split(separator: " §")
        let anchor = parts.count == 2 ? "#section-\(parts[1])" : ""
        if parts[0].hasPrefix("RFC ") {
            return "https://www.rfc-editor.org/rfc/rfc\(parts[0].dropFirst(4))\(anchor)"
        }
        if parts[0].hasPrefix("draft-") {
            return "https://datatracker.ietf.org/doc/html/\(parts[0])\(anchor)"
        }
        #expect(specification.url.hasPrefix("https://"))
        #expect(specification.url.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
        return specification.url
    }

    @Test(arguments: ["exp", "nbf", "iat", "auth_time", "updated_at", "toe"])
    func `knows that the time claims are instants`(name: String) {
        #expect(ClaimRegistry.claim(named: name)?.type == .numericDate)
    }

    @Test(arguments: [
        ("exp", "Expiration Time", "RFC 7519 §4.1.4"),
        ("cnf", "Confirmation", "RFC 7800 §3.1"),
        ("may_act", "Authorized Actor", "RFC 8693 §4.4"),
        ("roles", "Roles", "RFC 9068 §2.2.3.1"),
        ("azp", "Authorized Party", "OpenID Connect Core 1.0 §2"),
        ("...", "Array Element Digest", "RFC 9901 §4.2.4.2"),
        ("_sd_alg", "Disclosure Digest Algorithm", "RFC 9901 §4.1.1"),
        ("status", "Status", "draft-ietf-oauth-status-list §6.1"),
        ("ueid", "Universal Entity ID", "RFC 9711 §4.2.1"),
        ("cdniets", "CDNI Expiration Time Setting", "RFC 9246 §2.1.12"),
        ("consumerPlmnId", "Consumer PLMN ID", "3GPP TS 29.510 §6.3.5.2.4"),
        ("authority_hints", "Authority Hints", "OpenID Federation 1.0 §3.1.2"),
    ])
    func `knows a registered claim`(name: String, title: String, text: String) throws {
        let claim = try #require(ClaimRegistry.claim(named: name))
        #expect(claim.title == title)
        #expect(claim.specification.text == text)
        #expect(claim.isRegistered)
    }

    @Test(arguments: [
        ("tid", ExpectedType.string), ("realm_access", .object), ("cognito:groups", .array), ("gty", .any),
        ("firebase", .object), ("job_workflow_ref", .string), ("kubernetes.io", .object), ("project_path", .string),
    ])
    func `knows a claim that is in use without being registered`(name: String, type: ExpectedType) throws {
        let claim = try #require(ClaimRegistry.claim(named: name))
        #expect(claim.type == type)
        #expect(!claim.isRegistered)
    }

    @Test(arguments: [
        ("aud", ExpectedType.stringOrStringArray), ("iss", .stringOrURI), ("scope", .string), ("amr", .array),
        ("cnf", .object), ("email_verified", .boolean), ("exi", .integer), ("verified_claims", .any),
    ])
    func `knows the kind of value a claim has`(name: String, type: ExpectedType) {
        #expect(ClaimRegistry.claim(named: name)?.type == type)
    }

    @Test(arguments: [
        "EXP", "exp ", "e\u{301}xp", "\u{E9}xp", "exp\u{0}", "exp\u{301}", "\u{212F}xp", "", "..", "\u{2026}",
    ])
    func `does not know a name that only resembles one`(name: String) {
        #expect(ClaimRegistry.claim(named: name) == nil)
    }
}
