import JOSE
import JSON
import RPC

extension FixedValues {
    private static let names: [StaticString] = ["cek", "iv", "epk", "p2s", "keyIv", "protected"]

    /// Reads what a call marked as unsafe: octets in base64url, and `epk` as a private JWK.
    init(
        reading object: JSONValue, for call: Call, at pointer: String, _ surroundings: Surroundings
    ) throws(RPCError) {
        self.init()
        if let duplicate = object.firstDuplicate {
            throw RPCError(
                .invalidParameters, "unsafe has \(duplicate.lexeme.prefix(80)) twice.", parameter: pointer)
        }
        for member in object.members where !Self.names.contains(where: { member.name.isString($0) }) {
            throw RPCError(
                .invalidParameters, "unsafe has no \(member.name.excerpt()).", parameter: pointer,
                hint: "It takes \(Self.names.map(\.description).joined(separator: ", ")).")
        }
        if var octets = try Self.octets("cek", object, pointer) { setContentKey(wiping: &octets) }
        vector = try Self.octets("iv", object, pointer)
        salt = try Self.octets("p2s", object, pointer)
        keyVector = try Self.octets("keyIv", object, pointer)
        protected = try Self.octets("protected", object, pointer)
        if let epk = object["epk"] {
            do throws(KeyFault) {
                ephemeralKey = try Key(jwk: epk)
            } catch {
                throw RPCError(error, at: "\(pointer)/epk")
            }
        }
    }

    private static func octets(
        _ name: StaticString, _ object: JSONValue, _ pointer: String
    ) throws(RPCError) -> [UInt8]? {
        guard let value = object[name] else { return nil }
        guard value.kind == .string else {
            throw RPCError(.invalidParameters, "\(name) is base64url.", parameter: "\(pointer)/\(name)")
        }
        do throws(RPCError) {
            return try RecipientOrder.octets(value, name.description)
        } catch {
            var error = error
            error.parameter = "\(pointer)/\(name)"
            throw error
        }
    }
}
