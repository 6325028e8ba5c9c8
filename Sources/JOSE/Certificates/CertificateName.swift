/// A name that a certificate must be for: one of its alternative names (RFC 5280 §4.2.1.6). The subject does not count
/// (RFC 6125 §6.4.4), and a wildcard is a name like another.
package struct CertificateName: Sendable {
    private let text: String

    /// A name with its kind in front: `DNS:`, `URI:`, `email:`, `IP:`, `OID:`, `DN:`; without one it is a host. Hosts are
    /// compared without case, all else byte by byte.
    package init?(_ text: String) {
        guard !text.isEmpty else { return nil }
        let isNamed = Self.kinds.contains { text.utf8.starts(with: $0.utf8) }
        self.text = Self.folded(isNamed ? text : "DNS:" + text)
    }

    private static let kinds = ["DNS:", "URI:", "email:", "IP:", "OID:", "DN:"]

    fileprivate static func folded(_ name: String) -> String {
        name.utf8.starts(with: "DNS:".utf8) ? "DNS:" + name.dropFirst(4).lowercased() : name
    }

    fileprivate func fits(_ name: String) -> Bool { Self.folded(name).utf8.elementsEqual(text.utf8) }
}

extension Certificate {
    /// Whether it is for this name.
    package func isFor(_ name: CertificateName) -> Bool {
        facts.alternativeNames.contains { name.fits($0) }
    }
}
