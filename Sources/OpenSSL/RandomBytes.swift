import COpenSSL

/// Octets from libcrypto's generator for public values: identifiers, initialization vectors, salts.
///
/// Secrets come from `SecretBytes.random`.
package func randomBytes(_ count: Int) throws(CryptoFault) -> [UInt8] {
    guard let length = Int32(exactly: count), length >= 0 else { throw .lengthOutOfRange }
    try LibraryStart.ensure()
    var bytes = [UInt8](repeating: 0, count: count)
    try unsafe bytes.withUnsafeMutableBufferPointer { (octets) throws(CryptoFault) in
        try check(unsafe RAND_bytes(octets.baseAddress, length))
    }
    return bytes
}
