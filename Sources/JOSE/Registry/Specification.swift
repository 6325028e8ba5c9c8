/// Where a name is defined: a document, a place in it, and the page that shows it.
///
/// The registries have hundreds of these, and a process asks for few: what people read is put together when they do.
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
            page: "https://openid.net/specs/openid-federation-1_0.html", anchor: sectionAnchor(section))
    }

    /// The document and its section for people, for example `RFC 7519 §4.1.4`.
    package var text: String {
        let title =
            switch document {
            case .rfc(let number): "RFC \(number)"
            case .draft(let name): name
            case .page(let title, _): title
            }
        return section.isEmpty ? title : "\(title) §\(section)"
    }

    /// The https address of that section, or of the document where its sections have no addresses.
    package var url: String {
        let (page, anchor) =
            switch document {
            case .rfc(let number): ("https://www.rfc-editor.org/rfc/rfc\(number)", Self.sectionAnchor(section))
            case .draft(let name): ("https://datatracker.ietf.org/doc/html/\(name)", Self.sectionAnchor(section))
            case .page(_, let page): (page, anchor)
            }
        return anchor.isEmpty ? page : "\(page)#\(anchor)"
    }

    private static func sectionAnchor(_ section: String) -> String {
        section.isEmpty ? "" : "section-\(section)"
    }
}
