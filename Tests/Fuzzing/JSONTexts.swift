import JSON
import ReferenceJSON

/// Texts → values: the reader gives the verdict of the reference, and what it accepts is written and read the same.
final class JSONTexts: FuzzTarget {
    private var page = JSONPage()

    init(_ seeds: Seeds) {}

    func run(_ bytes: [UInt8]) {
        let expected = ReferenceReader.read(bytes)
        do throws(JSONFault) {
            let document = try JSONDocument(bytes)
            let tree = Tree(document.root)
            require(tree == expected, "The reference has \(String(describing: expected)), we have \(tree).")
            checkWriting(document, tree)
            checkPlaces(document)
            checkSalvage(bytes, tree)
        } catch {
            require(expected == nil, "\(error), and the reference has \(String(describing: expected)).")
            require((0...bytes.count).contains(error.offset), "\(error) lies outside of the text.")
            _ = JSONSalvage(bytes.span)
        }
        checkPage(bytes, expected)
    }

    private func checkWriting(_ document: JSONDocument, _ tree: Tree) {
        var writer = JSONWriter()
        tree.write(to: &writer)
        checkWritten(writer.bytes, tree)
        var copy = JSONWriter()
        copy.copy(document.root)
        checkWritten(copy.bytes, tree)
        require(Tree(document.detached().root) == tree, "A detached copy says something else.")
    }

    private func checkWritten(_ bytes: [UInt8], _ tree: Tree) {
        require(ReferenceReader.read(bytes) == tree, "\(shown(bytes)) is not what was written.")
        let answer = Answer(json(#"{"jsonrpc":"2.0","id":1,"result":"#) + bytes + json("}"), to: "nobody")
        require(answer.isPlainToSee, "\(shown(bytes)) could mislead whoever reads it.")
    }

    // Each value, by itself, is the value that it is in the text; members are found by their names.
    private func checkPlaces(_ document: JSONDocument) {
        var values = [document.root]
        // The square of a large text is no test but a wait.
        while let value = values.popLast(), values.count < 64 {
            require(Tree(value) == ReferenceReader.read(Array(value.text)), "\(value.lexeme) is not \(Tree(value)).")
            values += value.elements
            var names: [[UInt8]] = []
            for member in value.members {
                let name = member.name.utf8 ?? [UInt8]()
                if !names.contains(name) {
                    require(value[name.span].map { Tree($0) } == Tree(member.value), "\(shown(name)) is not found.")
                }
                names.append(name)
                values += [member.name, member.value]
            }
            let hasDuplicates = Set(names).count < names.count
            require((value.firstRepeatedName != nil) == hasDuplicates, "Duplicates in \(value.lexeme) are overlooked.")
        }
    }

    private func checkSalvage(_ bytes: [UInt8], _ tree: Tree) {
        let salvage = JSONSalvage(bytes.span)
        require(salvage.isWhole && salvage.faults.isEmpty, "\(salvage.faults) are found in what is JSON.")
        require(ReferenceReader.read(salvage.bytes) == tree, "\(shown(salvage.bytes)) is what is salvaged.")
    }

    // The same text in the midst of other bytes, on a page that was used before.
    private func checkPage(_ bytes: [UInt8], _ expected: Tree?) {
        do throws(JSONFault) {
            let value = try page.read([0x22, 0x5C] + bytes + [0x22, 0x7D], 2..<(bytes.count + 2))
            require(Tree(value) == expected, "On a page it is \(Tree(value)), not \(String(describing: expected)).")
        } catch {
            require(expected == nil, "On a page: \(error).")
        }
        page.release()
    }
}
