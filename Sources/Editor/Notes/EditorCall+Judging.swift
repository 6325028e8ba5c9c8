import JWT

extension EditorCall {
    /// Tokens of a document with what the configured keys say of each, asked now where nobody has yet.
    func judged(_ items: ArraySlice<NotedText.Item>, in document: TextDocument) -> [NotedText.Item] {
        var items = Array(items)
        guard view.keys != nil || view.settings.policy != nil else { return items }
        let open = items.indices.filter { index in
            items[index].judgement == .none && items[index].note.token.map { $0.kind != .jwe } == true
        }
        guard !open.isEmpty else { return items }
        let text = document.text
        let judgements = workspace.judgements(of: open.map { text[items[$0].range] }, under: view.settings)
        for (index, judgement) in zip(open, judgements) { items[index].judgement = judgement }
        return items
    }
}
