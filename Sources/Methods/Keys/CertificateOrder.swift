import JOSE
import JSON
import JWT
import RPC

/// A certificate that a call asks for, which a key is to sign for itself.
struct CertificateOrder {
    private let subject: SubjectName
    private let days: Int

    /// The parameters of methods that make certificates.
    static let parameters = [
        Parameter(
            "subject", .string,
            "Makes a certificate that the key signs itself, for this name: CN=example.com,O=Example, or a common name alone."
        ),
        Parameter(
            "days", .integer(NewCertificate.days),
            "How many days a new certificate is valid for, from now on (\(NewCertificate.usualDays))."),
    ]

    /// What `subject` and `days` ask for, or nil where there is no `subject`.
    init?(_ arguments: Arguments) throws(RPCError) {
        guard let text = arguments.string("subject") else {
            guard arguments["days"] == nil else {
                throw RPCError(
                    .invalidParameters, "days is for a new certificate, which needs a subject.", parameter: "/days")
            }
            return nil
        }
        guard let subject = SubjectName(text) else {
            throw RPCError(
                .invalidParameters,
                "subject is a name such as CN=example.com,O=Example, each part of 1 to \(SubjectName.characters.upperBound) characters.",
                parameter: "/subject",
                hint: "A comma or a backslash inside a part has a backslash before it; C has two letters.")
        }
        self.subject = subject
        days = arguments.integer("days") ?? NewCertificate.usualDays
    }

    /// The key with its new certificate.
    func certify(_ key: Key, _ surroundings: Surroundings) throws(RPCError) -> Key {
        let serialNumber = try surroundings.random(NewCertificate.serialOctets)
        let certificate = NewCertificate(
            for: subject, serialNumber: serialNumber, from: surroundings.clock().seconds, days: days)
        do throws(KeyFault) {
            return try key.certified(by: certificate)
        } catch {
            guard error.kind == .cannotCarry(.x509) else { throw RPCError(writing: error) }
            throw RPCError(
                .keyRefused, "This key cannot sign a certificate.", parameter: "/subject",
                hint: "A private key that signs can: RSA, EC, Ed25519, Ed448 or AKP.")
        }
    }
}
