package import RPC

/// The list of what a client can ask for. A method is a file in this room and a line here.
package enum Methods {
    /// Every method, in the order in which documents show them.
    package static let all: [Method] = [
        decode, verify, sign, signPrepare, signComplete, present, scan, redact,
        encrypt, decrypt,
        rotate, revoke, revocationsList, revocationsRemove, revocationsPrune,
        revocationsExport, revocationsImport,
        keygen, keyInspect, keyConvert, keyThumbprint, keyMatch,
        policiesList, policiesGet, policiesTest, policiesPut, policiesRemove,
        keysPut, keysGet, keysList, keysRemove, keysRotate, keysJWKS,
        serverInfo, serverStats, discover,
    ]

    /// What `rpc.discover`, the command line and the documents know of them.
    package static let descriptions: [MethodDescription] = all.map(\.description)
}
