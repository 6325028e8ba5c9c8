import JOSE
import Testing

struct KeyMemberRegistryTests {
    @Test func `names every member once`() {
        #expect(Set(KeyMemberRegistry.all.map(\.name)).count == KeyMemberRegistry.all.count)
    }

    @Test(arguments: KeyMemberRegistry.all)
    func `describes every member and says where it is defined`(member: RegisteredKeyMember) {
        #expect(KeyMemberRegistry.member(named: member.name) == member)
        #expect(!member.title.isEmpty)
        #expect(member.summary.hasSuffix("."))
        #expect(member.specification.url.hasPrefix("https://"))
    }

    @Test(arguments: KeyType.allCases)
    func `knows the members of every type of key, and the type`(type: KeyType) {
        for name in type.publicMembers + type.privateMembers {
            #expect(KeyMemberRegistry.member(named: "\(name)") != nil, "\(name)")
        }
        #expect(KeyMemberRegistry.value(Array("\(type.name)".utf8), of: "kty") != nil)
    }

    @Test(arguments: NamedCurve.all.map { "\($0.name)" })
    func `knows every curve`(name: String) {
        #expect(KeyMemberRegistry.values(of: "crv").contains { $0.name == name })
    }

    @Test func `knows the uses and the operations, and nothing else`() {
        #expect(KeyMemberRegistry.values(of: "use").map(\.name) == ["sig", "enc"])
        #expect(KeyMemberRegistry.values(of: "key_ops").count == 8)
        #expect(KeyMemberRegistry.values(of: "alg").isEmpty)
        #expect(KeyMemberRegistry.value(Array("p-256".utf8), of: "crv") == nil)
        #expect(KeyMemberRegistry.member(named: "KTY") == nil)
    }
}
