package import RPC

extension Editor {
    /// Every limit of this room that has a name. What a document has beyond one is left out of an answer; nothing is refused.
    package static let limits: [LimitRow] = [
        LimitRow(
            "editor.documents", WorkspaceView.documentLimit, "Documents that are open; one more is not looked at."),
        LimitRow(
            "editor.found", NotedText.limit, "Tokens and keys of one document; what stands behind them is not told."),
        LimitRow(
            "editor.guessed", NotedText.guessLimit,
            "Tokens of one document whose signatures are held against published secrets."),
        LimitRow(
            "editor.guessedBytes", TokenNote.guessedBytes,
            "Bytes before the signature of a token that is held against published secrets."),
        LimitRow("editor.hints", hintLimit, "Inlay hints of one answer."),
        LimitRow("editor.lenses", lensLimit, "Tokens of one document above which there are lenses."),
        LimitRow("editor.symbols", symbolLimit, "Symbols of one document."),
        LimitRow("editor.workspaceSymbols", workspaceSymbolLimit, "Symbols of one answer about all documents."),
        LimitRow("editor.places", placeLimit, "Places of one answer about definitions or references."),
        LimitRow("editor.highlights", highlightLimit, "Places of one answer that are highlighted."),
        LimitRow("editor.selections", selectionLimit, "Places of one request whose selections are told."),
        LimitRow("editor.folds", foldLimit, "Stretches of one document that fold."),
        LimitRow("editor.links", linkLimit, "Links of one document."),
    ]
}
