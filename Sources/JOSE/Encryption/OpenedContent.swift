import Compression
import JSON
import OpenSSL

/// What stood in an encrypted token, wiped when it is let go.
package struct OpenedContent: Sendable {
    private let octets: SecretBytes

    init(_ octets: SecretBytes) {
        self.octets = octets
    }

    /// A copy of the content, for whoever takes it to wipe.
    package var bytes: [UInt8] { octets.withBytes { $0.array } }

    /// Why a content that was compressed cannot be expanded.
    package enum ExpansionFault: Error, Equatable {
        /// It is no whole DEFLATE stream, or there was no memory for it.
        case malformed
        /// It has more octets than the limit.
        case tooLarge
    }

    /// What the content was before it was compressed (RFC 7516 §4.1.3), if it has no more octets than the limit.
    package func expanded(limit: Int) throws(ExpansionFault) -> [UInt8] {
        do throws(RawDeflate.Fault) {
            return try octets.withBytes { (stream) throws(RawDeflate.Fault) in
                try RawDeflate.expand(stream, limit: limit)
            }
        } catch {
            if case .tooLarge = error { throw .tooLarge }
            throw .malformed
        }
    }
}
