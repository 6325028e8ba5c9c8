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
        Result(catching: { () throws(CryptoFault) in try FetchedCipher(cipher) })
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

/// One mode of AES, looked up once for the life of the process, with idle contexts.
@safe
final class FetchedCipher: @unchecked Sendable {
    // An EVP_CIPHER is immutable and may be used by all threads at once.
    let pointer: OpaquePointer
    let contexts = ContextPool<BlockCipherContext> { () throws(CryptoFault) in try BlockCipherContext() }

    fileprivate init(_ cipher: BlockCipher) throws(CryptoFault) {
        try LibraryStart.ensure()
        unsafe pointer = try made(EVP_CIPHER_fetch(nil, cipher.name, nil))
    }

    deinit { unsafe EVP_CIPHER_free(pointer) }

    /// A context with this key and this initialization vector; without one, the mode's own.
    func context(
        key: Span<UInt8>, vector: Span<UInt8>?, encrypting: Bool
    ) throws(CryptoFault) -> BlockCipherContext {
        let context = try contexts.take()
        let result = unsafe key.withUnsafeBufferPointer { key in
            guard let vector else {
                return unsafe EVP_CipherInit_ex2(
                    context.pointer, pointer, key.baseAddress, nil, encrypting ? 1 : 0, nil)
            }
            return unsafe vector.withUnsafeBufferPointer { vector in
                unsafe EVP_CipherInit_ex2(
                    context.pointer, pointer, key.baseAddress, vector.baseAddress, encrypting ? 1 : 0, nil)
            }
        }
        try check(result)
        return context
    }

    /// Takes a context back for another message; the key in it is wiped first.
    func giveBack(_ context: BlockCipherContext) {
        guard unsafe EVP_CIPHER_CTX_reset(context.pointer) == 1 else { return }
        contexts.giveBack(context)
    }
}

/// Owner of one `EVP_CIPHER_CTX`.
@safe
final class BlockCipherContext: @unchecked Sendable {
    // Sendable because it is used by one thread at a time: the pool hands it to one caller.
    let pointer: OpaquePointer

    init() throws(CryptoFault) {
        unsafe pointer = try made(EVP_CIPHER_CTX_new())
    }

    deinit { unsafe EVP_CIPHER_CTX_free(pointer) }

    /// Takes what is authenticated and not encrypted.
    func authenticate(_ data: Span<UInt8>) throws(CryptoFault) {
        guard !data.isEmpty else { return }
        guard let count = Int32(exactly: data.count) else { throw .lengthOutOfRange }
        var written: Int32 = 0
        let result = unsafe data.withUnsafeBufferPointer { octets in
            unsafe EVP_CipherUpdate(pointer, nil, &written, octets.baseAddress, count)
        }
        try check(result)
    }

    /// Writes what an input becomes, and answers how many octets that was. The output has room for the input and a block.
    func update(_ input: Span<UInt8>, to output: UnsafeMutablePointer<UInt8>) throws(CryptoFault) -> Int {
        guard !input.isEmpty else { return 0 }
        guard let count = Int32(exactly: input.count) else { throw .lengthOutOfRange }
        var written: Int32 = 0
        let result = unsafe input.withUnsafeBufferPointer { octets in
            unsafe EVP_CipherUpdate(pointer, output, &written, octets.baseAddress, count)
        }
        try check(result)
        return Int(written)
    }

    /// Writes what is left, and answers how many octets that was; nil where a tag or a padding is wrong.
    func finish(to output: UnsafeMutablePointer<UInt8>) -> Int? {
        var written: Int32 = 0
        guard unsafe EVP_CipherFinal_ex(pointer, output, &written) == 1 else {
            ERR_clear_error()
            return nil
        }
        return Int(written)
    }
}
