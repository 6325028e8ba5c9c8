package import RPC

/// The errors of this room: what could not be done with a key, a token or a file that a request named.
extension ErrorCode {
    package static let keyUnusable = ErrorCode(
        100, "key.unusable", .caller, "A key that was given is not one that can be used.")
    package static let keyPassword = ErrorCode(
        101, "key.password", .caller, "A key is encrypted, and its password is missing or wrong.")
    package static let keyNotFound = ErrorCode(
        102, "key.not_found", .caller, "None of the keys given is for what was asked.")
    package static let keyRefused = ErrorCode(
        103, "key.refused", .caller, "The key may not be used for what was asked.")
    package static let keyLimit = ErrorCode(
        104, "limit.key", .caller, "A key, or a set of keys, is larger than the limit.")
    package static let algorithmUnsupported = ErrorCode(
        110, "algorithm.unsupported", .caller, "The algorithm is not one that is done here.")
    package static let signingRefused = ErrorCode(
        120, "sign.refused", .caller, "The token would not be one that the request's own policy accepts.")
    package static let signingHandle = ErrorCode(
        121, "sign.handle", .caller, "There is no prepared signature with this handle, or it is no longer good.")
    package static let signingMismatch = ErrorCode(
        122, "sign.signature", .caller, "The signature that came back is not the key's for what was prepared.")
    package static let tokenUnusable = ErrorCode(
        123, "token.unusable", .caller, "A token that was given is not one that this can be done with.")
    package static let fileRefused = ErrorCode(
        130, "file.refused", .environment, "Reading this file, or this variable, was not allowed at start.")
    package static let fileUnreadable = ErrorCode(
        131, "file.unreadable", .environment, "The file, or the variable, is not there or cannot be read.")
    package static let filePermissions = ErrorCode(
        132, "key.file_permissions", .environment, "Others can read the file with the secret key.")
    package static let policyNotFound = ErrorCode(
        160, "policy.not_found", .caller, "There is no policy of this name.")
    package static let policyInvalid = ErrorCode(
        161, "policy.invalid", .caller, "Policies extend each other in a circle, or too many do.")
    package static let policyFixed = ErrorCode(
        162, "policy.fixed", .caller, "The policy stands in the configuration file, and is changed there.")
    package static let policyNeeded = ErrorCode(
        163, "policy.needed", .caller, "Another policy extends this one.")
    package static let policyLimit = ErrorCode(
        164, "limit.policy", .caller, "The policy is too large to be kept, or there are too many.")
    package static let configurationUnreadable = ErrorCode(
        170, "config.unreadable", .environment, "The configuration file is not there, or cannot be read.")
    package static let configurationInvalid = ErrorCode(
        171, "config.invalid", .environment, "The configuration file has a fault; the message says where.")
    package static let configurationPermissions = ErrorCode(
        172, "config.permissions", .environment,
        "Others can write the configuration file, or read a secret in it.")

    /// Every error that a client can meet: `Protocol/errors.json` lists them.
    package static let all: [ErrorCode] = connection + domain + store + [entryNotFound]

    /// What can be wrong about a policy that is named.
    static let policyFaults =
        [
            policyNotFound, policyInvalid, configurationUnreadable, configurationInvalid, configurationPermissions,
        ] + store

    /// The rows of this room.
    package static let domain: [ErrorCode] =
        [
            keyUnusable, keyPassword, keyNotFound, keyRefused, keyLimit, algorithmUnsupported, signingRefused,
            signingHandle, signingMismatch, tokenUnusable, fileRefused, fileUnreadable, filePermissions, policyNotFound,
            policyInvalid, policyFixed, policyNeeded, policyLimit, configurationUnreadable, configurationInvalid,
            configurationPermissions,
        ] + keyStoreFaults
}
