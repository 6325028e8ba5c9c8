package import JSON

/// Why a text is not a token as it must be spelled, and where that shows.
package struct TokenFault: Error, Sendable, Equatable {
    /// What is wrong.
    package let kind: Kind
    /// Which part of the token it is in.
    package var part: Part?
    /// The bytes that show it, in the token as it was given.
    package var range: Range<Int>?

    /// What can be wrong.
    package enum Kind: Sendable, Equatable {
        /// A compact token has three parts between two dots.
        case parts(Int)
        /// Five parts: the token is encrypted.
        case encrypted
        /// A compact token that is encrypted has five parts between four dots.
        case encryptedParts(Int)
        /// Three parts: the token is signed, and not encrypted.
        case signed
        /// A part is not base64url in its only spelling.
        case base64URL(Base64URL.Fault)
        /// A header, or a serialization, is not JSON.
        case json(JSONFault)
        /// A header, or a serialization, is not an object.
        case notAnObject
        /// An object has two members of this name.
        case duplicate(String)
        /// A member is not there that must be.
        case missing(String)
        /// A member is of another type than it must be.
        case wrongType(member: String, expected: String)
        /// Members that exclude each other stand together.
        case conflict(String, String)
        /// A header member stands in a header where it must not.
        case misplaced(String)
        /// A payload that is not encoded holds a dot, which ends it (RFC 7797 §5.2).
        case dotInPayload
        /// The payload is detached and was not given, or is not detached and was given.
        case detachment(isDetached: Bool)
        /// A part is larger than its limit.
        case tooLarge(limit: Int)
        /// More signatures than the limit.
        case tooManySignatures(limit: Int)
        /// More recipients than the limit.
        case tooManyRecipients(limit: Int)
        /// Recipients of whom one determines the content key, which then has no other (RFC 7518 §4.5, §4.6).
        case soleRecipient
    }

    /// A part of a token.
    package enum Part: String, Sendable {
        case header, payload, signature
        /// The header of a JSON serialization that no signature covers.
        case unprotectedHeader = "unprotected header"
        /// The object of a JSON serialization.
        case serialization
        /// The encrypted content key.
        case encryptedKey = "encrypted key"
        /// The initialization vector.
        case vector = "initialization vector"
        case ciphertext
        /// The authentication tag.
        case tag = "authentication tag"
        /// What is authenticated beside the content.
        case additionalData = "additional authenticated data"
        /// The header of one recipient.
        case recipientHeader = "recipient's header"
    }

    /// A fault of this kind, in this part, at these bytes.
    package init(_ kind: Kind, _ part: Part? = nil, at range: Range<Int>? = nil) {
        self.kind = kind
        self.part = part
        self.range = range
    }

    /// A sentence for people; it quotes the names of members at most.
    package var explanation: String {
        let place = part.map { "the \($0.rawValue)" } ?? "the token"
        switch kind {
        case .parts(let count): return "a signed token has three parts, and this has \(count)"
        case .encrypted: return "the token is encrypted: it has five parts"
        case .encryptedParts(let count): return "an encrypted token has five parts, and this has \(count)"
        case .signed: return "the token is signed and not encrypted"
        case .base64URL(let fault): return "\(place) is not base64url: \(fault.explanation)"
        case .json(let fault): return "\(place) is not JSON: \(fault.explanation)"
        case .notAnObject: return "\(place) is not a JSON object"
        case .duplicate(let name): return "\(place) has the member \(name) twice"
        case .missing(let name): return "\(place) has no \"\(name)\""
        case .wrongType(let member, let expected): return "\"\(member)\" must be \(expected)"
        case .conflict(let one, let other): return "\"\(one)\" and \"\(other)\" exclude each other"
        case .misplaced(let name): return "\"\(name)\" must not stand in \(place)"
        case .dotInPayload: return "an unencoded payload with a dot cannot stand in a compact token"
        case .detachment(true): return "the payload is detached, and none was given"
        case .detachment(false): return "a detached payload was given, and the token has its own"
        case .tooLarge(let limit): return "\(place) is larger than \(limit) bytes"
        case .tooManySignatures(let limit): return "the token has more than \(limit) signatures"
        case .tooManyRecipients(let limit): return "the token has more than \(limit) recipients"
        case .soleRecipient: return "\(place) has an algorithm that allows one recipient, and there are several"
        }
    }
}
