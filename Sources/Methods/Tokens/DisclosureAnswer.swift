import JOSE
import JSON
import JWT

extension DisclosureReport {
    /// Writes what was disclosed, and whether a key was bound, as the member `sdJwt`.
    func write(to writer: inout JSONWriter) {
        writer.object("sdJwt") { writer in
            writer.member("hashAlg", hash.rawValue)
            writer.array("disclosed") { writer in
                for disclosed in disclosed {
                    writer.object { writer in
                        writer.member("pointer", disclosed.pointer)
                        writer.name("digest")
                        writer.plainString(disclosed.digest.span)
                        writer.member("range", disclosed.range)
                    }
                }
            }
            writer.member("undisclosed", undisclosed)
            writer.member("keyBound", keyBinding?.isExpected ?? false)
            guard let keyBinding else { return }
            writer.object("keyBinding") { writer in
                writer.member("alg", keyBinding.algorithm.name)
                writer.name("claims")
                writer.copy(keyBinding.claims)
                KeySummary(keyBinding.key).write(to: &writer)
            }
        }
    }
}
