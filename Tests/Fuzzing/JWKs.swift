import JSON

/// JWKs and JWK Sets → what they are, and the same keys in every other form.
final class JWKs: FuzzTarget {
    private let questions = KeyQuestions()

    init(_ seeds: Seeds) {}

    func run(_ bytes: [UInt8]) {
        do throws(JSONFault) {
            let root = try JSONDocument(bytes).root
            let form = root["keys"] == nil ? "jwk" : "jwks"
            questions.ask(about: json("{\"\(form)\":") + bytes + json("}"))
        } catch {
            // As text it is recognised or refused, JSON or not.
            questions.ask(about: quoted(bytes))
        }
    }
}
