package import JSON

/// Where a name is defined: a document, a place in it, and the page that shows it.
///
/// The registries have hundreds of these, and a process asks for few: what people read is put together when they do, where it is
/// written.
package struct Specification: Sendable, Hashable {
    private let document: Document
    private let section: String
    private let anchor: String

    private enum Document: Hashable {
        case rfc(Int)
        case draft(String)
        case page(String, String)
    }

    private init(_ document: Document, _ section: String, anchor: String) {
        self.document = document
        self.section = section
        self.anchor = anchor
    }

    /// A document outside the RFC series; `anchor` is the fragment of `page` that shows the section.
    package init(_ title: String, _ section: String = "", page: String, anchor: String = "") {
        self.init(.page(title, page), section, anchor: anchor)
    }

    /// An RFC, or one section of it.
    package static func rfc(_ number: Int, _ section: String = "") -> Specification {
        Specification(.rfc(number), section, anchor: "")
    }

    /// An Internet-Draft by its name without revision, or one section of it.
    package static func draft(_ name: String, _ section: String = "") -> Specification {
        Specification(.draft(name), section, anchor: "")
    }

    /// A section of OpenID Connect Core 1.0, whose page names its anchors with words.
    package static func openIDConnect(_ section: String, _ anchor: String) -> Specification {
        Specification(
            "OpenID Connect Core 1.0", section,
            page: "https://openid.net/specs/openid-connect-core-1_0.html", anchor: anchor)
    }

    /// A section of OpenID Federation 1.0.
    package static func openIDFederation(_ section: String) -> Specification {
        Specification(
            "OpenID Federation 1.0", section,
            page: "https://openid.net/specs/openid-federation-1_0.html", anchor: "section-\(section)")
    }

    /// The document and its section for people, for example `RFC 7519 §4.1.4`.
    package var text: String { Self.string { appendText(to: &$0) } }

    /// The https address of that section, or of the document where its sections have no addresses.
    package var url: String { Self.string { appendURL(to: &$0) } }

    /// Appends `text`, in which nothing needs an escape.
    package func appendText(to buffer: inout ByteBuffer) {
        switch document {
        case .rfc(let number):
            buffer.append("RFC ")
            buffer.append(decimal: UInt64(number.magnitude))
        case .draft(let name): buffer.append(name)
        case .page(let title, _): buffer.append(title)
        }
        guard !section.isEmpty else { return }
        buffer.append(" §")
        buffer.append(section)
    }

    /// Appends `url`, in which nothing needs an escape.
    package func appendURL(to buffer: inout ByteBuffer) {
        switch document {
        case .rfc(let number):
            buffer.append("https://www.rfc-editor.org/rfc/rfc")
            buffer.append(decimal: UInt64(number.magnitude))
            appendSection(to: &buffer)
        case .draft(let name):
            buffer.append("https://datatracker.ietf.org/doc/html/")
            buffer.append(name)
            appendSection(to: &buffer)
        case .page(_, let page):
            buffer.append(page)
            guard !anchor.isEmpty else { return }
            buffer.append("#")
            buffer.append(anchor)
        }
    }

    private func appendSection(to buffer: inout ByteBuffer) {
        guard !section.isEmpty else { return }
        buffer.append("#section-")
        buffer.append(section)
    }

    private static func string(_ append: (inout ByteBuffer) -> Void) -> String {
        var buffer = ByteBuffer(capacity: 96)
        append(&buffer)
        let bytes = buffer.withBytes { $0.array }
        return String(decoding: bytes, as: UTF8.self)
    }
}
