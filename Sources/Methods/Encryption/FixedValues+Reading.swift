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
        if var octets = try object["cek"]?.octets(for: "cek", inside: pointer) { setContentKey(wiping: &octets) }
        vector = try object["iv"]?.octets(for: "iv", inside: pointer)
        salt = try object["p2s"]?.octets(for: "p2s", inside: pointer)
        keyVector = try object["keyIv"]?.octets(for: "keyIv", inside: pointer)
        protected = try object["protected"]?.octets(for: "protected", inside: pointer)
        if let epk = object["epk"] {
            do throws(KeyFault) {
                ephemeralKey = try Key(jwk: epk)
            } catch {
                throw RPCError(error, at: "\(pointer)/epk")
            }
        }
    }
}
