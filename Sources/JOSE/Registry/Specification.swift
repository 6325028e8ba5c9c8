/// Where a name is defined: a document, a place in it, and the page that shows it.
package struct Specification: Sendable, Hashable {
    /// The document and its section for people, for example `RFC 7519 §4.1.4`.
    package let text: String
    /// The https address of that section, or of the document where its sections have no addresses.
    package let url: String

    /// A document outside the RFC series; `anchor` is the fragment of `page` that shows the section.
    package init(_ title: String, _ section: String = "", page: String, anchor: String = "") {
        text = section.isEmpty ? title : "\(title) §\(section)"
        url = anchor.isEmpty ? page : "\(page)#\(anchor)"
    }

    /// An RFC, or one section of it.
    package static func rfc(_ number: Int, _ section: String = "") -> Specification {
        Specification(
            "RFC \(number)", section,
            page: "https://www.rfc-editor.org/rfc/rfc\(number)", anchor: sectionAnchor(section))
    }

    /// An Internet-Draft by its name without revision, or one section of it.
    package static func draft(_ name: String, _ section: String = "") -> Specification {
        Specification(
            name, section,
            page: "https://datatracker.ietf.org/doc/html/\(name)", anchor: sectionAnchor(section))
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

    private static func sectionAnchor(_ section: String) -> String {
        section.isEmpty ? "" : "section-\(section)"
    }
}
