import JSON

extension EncryptionDraft {
    // One recipient's members all stand in the protected header, unless the token is written in general form: then each
    // has a header of its own, and the protected one holds what is common.
    func joinHeaders(_ parts: inout Parts) throws(Fault) {
        var common: [HeaderMember] = []
        var owns: [[HeaderMember]] = []
        for (recipient, sealed) in zip(recipients, parts.sealed) {
            let algorithm = HeaderMember.text("alg", Array(recipient.sealing.algorithm.name.description.utf8))
            owns.append([algorithm] + recipient.members + sealed.members)
        }
        common.append(HeaderMember.text("enc", Array(encryption.name.description.utf8)))
        if isCompressed { common.append(HeaderMember.text("zip", Array("DEF".utf8))) }
        common += protected
        if serialization != .general, let own = owns.first, let algorithm = own.first {
            common = [algorithm] + common + own.dropFirst()
            owns = [[]]
        }
        if let given = fixed.protected {
            try fix(given, &common, &owns)
            parts.protectedText = Base64URL.encode(given.span)
        } else {
            parts.protectedText = Self.text(of: common)
        }
        try refuseRepetition(common, owns)
        parts.owns = owns
    }

    // A header that was fixed must say what was made; what it leaves out stands in the headers that nothing covers.
    private func fix(
        _ given: [UInt8], _ common: inout [HeaderMember], _ owns: inout [[HeaderMember]]
    ) throws(Fault) {
        var members: [HeaderMember] = []
        if !given.isEmpty {
            do throws(JSONFault) {
                members = HeaderMember.members(of: try JSONDocument(given).root)
            } catch {
                throw .fixedValue("protected")
            }
        }
        let isShared = { (member: HeaderMember) in shared.contains { $0.name == member.name } }
        let isGiven = { (member: HeaderMember) in
            members.contains { $0.name == member.name && $0.value == member.value }
        }
        let isContradicted = { (member: HeaderMember) in
            members.contains { $0.name == member.name && $0.value != member.value }
        }
        guard !(common + owns.joined()).contains(where: isContradicted) else { throw .fixedValue("protected") }
        let left = common.filter { !isGiven($0) && !isShared($0) }
        owns = owns.map { own in own.filter { !isGiven($0) && !isShared($0) } }
        if !owns.isEmpty { owns[0] = left + owns[0] }
        guard serialization != .compact || owns.allSatisfy(\.isEmpty) else { throw .fixedValue("protected") }
        common = members
    }

    private func refuseRepetition(_ common: [HeaderMember], _ owns: [[HeaderMember]]) throws(Fault) {
        for own in owns {
            let members = common + shared + own
            if members.count <= Self.fewMembers {
                for (index, member) in members.enumerated()
                where members[..<index].contains(where: { $0.name == member.name }) {
                    throw .repeated(String(decoding: member.name, as: UTF8.self))
                }
                continue
            }
            var seen: Set<[UInt8]> = []
            for member in members {
                guard seen.insert(member.name).inserted else {
                    throw .repeated(String(decoding: member.name, as: UTF8.self))
                }
            }
        }
    }

    // So many are sooner compared with each other than put in order.
    private static let fewMembers = 16

    private static func text(of members: [HeaderMember]) -> [UInt8] {
        var writer = JSONWriter()
        writer.object(members)
        return writer.withBytes { Base64URL.encode($0) }
    }
}
