import COpenSSL

/// A mode of AES as the provider implements it.
enum BlockCipher: Sendable, Hashable, CaseIterable {
    case gcm128, gcm192, gcm256
    case cbc128, cbc192, cbc256
    case wrap128, wrap192, wrap256

    /// The mode with a key of this many octets, or nil where AES has none.
    static func gcm(keyLength: Int) -> BlockCipher? { [16: gcm128, 24: gcm192, 32: gcm256][keyLength] }
    /// The mode with a key of this many octets, or nil where AES has none.
    static func cbc(keyLength: Int) -> BlockCipher? { [16: cbc128, 24: cbc192, 32: cbc256][keyLength] }
    /// The mode with a key of this many octets, or nil where AES has none.
    static func wrap(keyLength: Int) -> BlockCipher? { [16: wrap128, 24: wrap192, 32: wrap256][keyLength] }

    /// The name that libcrypto knows it by.
    fileprivate var name: String {
        switch self {
        case .gcm128: "AES-128-GCM"
        case .gcm192: "AES-192-GCM"
        case .gcm256: "AES-256-GCM"
        case .cbc128: "AES-128-CBC"
        case .cbc192: "AES-192-CBC"
        case .cbc256: "AES-256-CBC"
        case .wrap128: "AES-128-WRAP"
        case .wrap192: "AES-192-WRAP"
        case .wrap256: "AES-256-WRAP"
        }
    }

    private static let gcm128Fetched = fetch(.gcm128)
    private static let gcm192Fetched = fetch(.gcm192)
    private static let gcm256Fetched = fetch(.gcm256)
    private static let cbc128Fetched = fetch(.cbc128)
    private static let cbc192Fetched = fetch(.cbc192)
    private static let cbc256Fetched = fetch(.cbc256)
    private static let wrap128Fetched = fetch(.wrap128)
    private static let wrap192Fetched = fetch(.wrap192)
    private static let wrap256Fetched = fetch(.wrap256)

    private static func fetch(_ cipher: BlockCipher) -> Result<FetchedCipher, CryptoFault> {
        Result(catching: { () throws(CryptoFault) in try FetchedCipher(cipher.name) })
    }

    private var lookup: Result<FetchedCipher, CryptoFault> {
        switch self {
        case .gcm128: Self.gcm128Fetched
        case .gcm192: Self.gcm192Fetched
        case .gcm256: Self.gcm256Fetched
        case .cbc128: Self.cbc128Fetched
        case .cbc192: Self.cbc192Fetched
        case .cbc256: Self.cbc256Fetched
        case .wrap128: Self.wrap128Fetched
        case .wrap192: Self.wrap192Fetched
        case .wrap256: Self.wrap256Fetched
        }
    }

    func fetched() throws(CryptoFault) -> FetchedCipher { try lookup.get() }

    var isAvailable: Bool {
        guard case .success = lookup else { return false }
        return true
    }
}

/// A cipher of the provider, looked up once, with idle contexts.
@safe
final class FetchedCipher: @unchecked Sendable {
    // An EVP_CIPHER is immutable and may be used by all threads at once.
    let pointer: OpaquePointer
    private let contexts = ContextPool<CipherContext> { () throws(CryptoFault) in try CipherContext() }

    /// The cipher that libcrypto knows by this name.
    init(_ name: String) throws(CryptoFault) {
        try LibraryStart.ensure()
        unsafe pointer = try made(EVP_CIPHER_fetch(nil, name, nil))
    }

    deinit { unsafe EVP_CIPHER_free(pointer) }

    /// A context that begins a message with this key and this initialization vector; without one, with the mode's own.
    func context(
        key: Span<UInt8>, vector: Span<UInt8>?, encrypting: Bool
    ) throws(CryptoFault) -> CipherContext {
        let context = try contexts.take()
        try context.start(self, key: key, vector: vector, encrypting: encrypting)
        return context
    }

    /// Takes a context back for another message; the key in it is wiped first.
    func giveBack(_ context: CipherContext) {
        guard context.reset() else { return }
        contexts.giveBack(context)
    }
}
