import JOSE
import JSON
import Testing
import Vectors

struct StatusListTests {
    @Test func `a list gives back what was put into it, at every width`() throws {
        for bits in [1, 2, 4, 8] {
            var list = try StatusList(bits: bits, count: 1000)
            #expect(list.count >= 1000 && list.count < 1008)
            for index in 0..<1000 { try list.set(index % (1 << bits), at: index) }
            let again = try StatusList(try JSONDocument(try list.json()).root)
            #expect(again.bits == bits)
            for index in 0..<1000 { #expect(again[index].map { Int($0) } == index % (1 << bits)) }
        }
    }

    @Test func `what does not fit is refused`() throws {
        var list = try StatusList(bits: 2, count: 4)
        for (status, index) in [(4, 0), (-1, 0), (0, 4), (0, -1), (0, .max), (0, .min)] {
            #expect(throws: StatusList.Fault.outside) { try list.set(status, at: index) }
        }
        #expect(list[4] == nil && list[-1] == nil && list[.max] == nil && list[.min] == nil)
        #expect(throws: StatusList.Fault.bits) { try StatusList(bits: 3, count: 1) }
        #expect(throws: StatusList.Fault.tooLarge) { try StatusList(bits: 1, count: .max) }
        #expect(throws: StatusList.Fault.tooLarge) { try StatusList(bits: 1, count: 0) }
    }

    @Test(arguments: [
        ("[]", StatusList.Fault.shape), (#"{"bits":1}"#, .shape), (#"{"bits":"1","lst":""}"#, .shape),
        (#"{"bits":3,"lst":"eNrbuRgAAhcBXQ"}"#, .bits), (#"{"bits":1,"lst":"eNrbuRgAAhcBXQ=="}"#, .base64URL),
        (#"{"bits":1,"lst":"eNrbuRgAAhcBXR"}"#, .base64URL), (#"{"bits":1,"lst":"AAAA"}"#, .compression),
    ])
    func `refuses what is no list`(json: String, fault: StatusList.Fault) throws {
        let claim = try JSONDocument(Array(json.utf8)).root
        #expect(throws: fault) { try StatusList(claim) }
    }

    @Test(.enabled(if: PublishedVectors.has("rfc"), Comment(rawValue: PublishedVectors.absence)))
    func `reads the lists that the specification prints`() throws {
        let file = try #require(PublishedVectors.files(of: "rfc").first { $0.name == "statuslist.json" })
        let vectors = try JSONDocument(try file.bytes()).root
        var count = 0
        for test in vectors["cases"]?.elements.map({ $0 }) ?? [] {
            let list = try StatusList(try #require(test["status_list"]))
            #expect(list.count == test["size"]?.integer.map(Int.init))
            var others = 0
            let printed = try #require(test["statuses"])
            for member in printed.members {
                let index = try #require(member.name.string.flatMap { Int($0) })
                #expect(list[index].map { Int64($0) } == member.value.integer)
                if list[index] != 0 { others += 1 }
            }
            let all = (0..<list.count).count { list[$0] != 0 }
            #expect(all == others)
            count += 1
        }
        #expect(count == 4)
    }
}
