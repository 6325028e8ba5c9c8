import JOSE
import JWT

/// The address of a document that shows what a token says. It has the token's digest in it and not the token: editors write
/// addresses into logs and histories.
enum TokenAddress {
    /// What such a document is for.
    enum Purpose: CaseIterable {
        /// To be read; its text is asked for here.
        case content
        /// To be read; its text was written when it was made.
        case copy
        /// To be changed, and signed again.
        case claims

        fileprivate var prefix: String { self == .content ? "\(scheme):/decoded/token-" : "untitled:token-" }
        fileprivate var ending: String { self == .claims ? ".claims.json" : ".json" }
    }

    /// The scheme of documents that only we have.
    static let scheme = "jwtls"

    /// As much of a token's digest as makes it the only one.
    static func digest(of token: [UInt8]) -> String? {
        TokenDigest.whole(of: token).map { String(decoding: $0.prefix(length), as: UTF8.self) }
    }

    private static let length = 22

    /// The address for a token with this digest.
    static func uri(_ purpose: Purpose, _ digest: String) -> String { purpose.prefix + digest + purpose.ending }

    /// The digest in an address for this purpose. A document that is to be changed may have been saved anywhere since.
    static func digest(in uri: String, _ purpose: Purpose) -> String? {
        let bytes = Array(uri.utf8)
        let ending = Array(purpose.ending.utf8)
        guard purpose == .claims || uri.hasPrefix(purpose.prefix), bytes.count >= length + ending.count,
            bytes.suffix(ending.count).elementsEqual(ending)
        else { return nil }
        let digest = bytes.dropLast(ending.count).suffix(length)
        let mark = Array("token-".utf8)
        guard bytes[..<digest.startIndex].suffix(mark.count).elementsEqual(mark), digest.allSatisfy(\.isBase64URL)
        else {
            return nil
        }
        return String(decoding: digest, as: UTF8.self)
    }
}

/// Where the token of a claims document stands, when it was last seen.
struct ClaimsLink: Sendable {
    var digest: String
    var uri: String?
    var start = 0
}

extension WorkspaceView {
    /// A token by its digest: in the document where it was, nearest to its place there, or else in any that is open.
    func token(_ link: ClaimsLink) -> (document: TextDocument, item: NotedText.Item)? {
        if let document = link.uri.flatMap({ documents[$0] }) {
            let found = document.tokens(link.digest)
            let nearest = found.min { abs($0.range.lowerBound - link.start) < abs($1.range.lowerBound - link.start) }
            if let nearest { return (document, nearest) }
        }
        for document in documents.values.sorted(by: { $0.uri < $1.uri }) where document.uri != link.uri {
            if let item = document.tokens(link.digest).first { return (document, item) }
        }
        return nil
    }
}

extension TextDocument {
    fileprivate func tokens(_ digest: String) -> [NotedText.Item] {
        noted.items.filter { item in
            item.note.token != nil && TokenAddress.digest(of: Array(text[item.range])) == digest
        }
    }
}
