import JOSE

extension RegisteredClaim {
    /// What telephone calls, content networks and mobile cores say.
    static let networkClaims: [RegisteredClaim] = [
        RegisteredClaim(
            "sip_from_tag", "SIP From Tag", .string, .rfc(8055),
            "The tag of the SIP request's From header."),
        RegisteredClaim(
            "sip_date", "SIP Date", .any, .rfc(8055),
            "The Date header of the SIP request."),
        RegisteredClaim(
            "sip_callid", "SIP Call ID", .string, .rfc(8055),
            "The Call-ID header of the SIP request."),
        RegisteredClaim(
            "sip_cseq_num", "SIP CSeq Number", .any, .rfc(8055),
            "The sequence number of the SIP request."),
        RegisteredClaim(
            "sip_via_branch", "SIP Via Branch", .string, .rfc(8055),
            "The branch parameter of the SIP request's Via header."),
        RegisteredClaim(
            "orig", "Originating Identity", .object, .rfc(8225, "5.2.1"),
            "Who is calling, as a telephone number or URI."),
        RegisteredClaim(
            "dest", "Destination Identity", .object, .rfc(8225, "5.2.1"),
            "Who is being called, as telephone numbers or URIs."),
        RegisteredClaim(
            "mky", "Media Key Fingerprints", .array, .rfc(8225, "5.2.2"),
            "Fingerprints of the keys that protect the call's media."),
        RegisteredClaim(
            "rph", "Resource Priority", .object, .rfc(8443, "3"),
            "The priorities that the caller is entitled to."),
        RegisteredClaim(
            "attest", "Attestation Level", .string, .rfc(8588),
            "How surely the operator knows the caller: A fully, B partly, C only as a gateway."),
        RegisteredClaim(
            "origid", "Origination Identifier", .string, .rfc(8588),
            "An opaque name for the place where the call entered the network, for tracing it back."),
        RegisteredClaim(
            "jcard", "jCard", .any, .rfc(8688),
            "Whom to turn to about a rejected call, as a jCard."),
        RegisteredClaim(
            "div", "Diverted Target", .object, .rfc(8946),
            "The number or address that the call was diverted from."),
        RegisteredClaim(
            "opt", "Original PASSporT", .string, .rfc(8946),
            "The token of the call before it was diverted, in full."),
        RegisteredClaim(
            "sph", "SIP Priority", .string, .rfc(9027),
            "The SIP priority of the call, for example psap-callback."),
        RegisteredClaim(
            "atc", "Authority Token Challenge", .object, .rfc(9447),
            "What an authority allows an ACME client to have in a certificate."),
        RegisteredClaim(
            "msgi", "Message Integrity", .string, .rfc(9475),
            "The digest of the instant message that the token vouches for."),
        RegisteredClaim(
            "rcd", "Rich Call Data", .object, .rfc(9795),
            "What to show of the caller, for example a name and a logo."),
        RegisteredClaim(
            "rcdi", "Rich Call Data Integrity", .object, .rfc(9795),
            "Digests of the resources that the rich call data refer to."),
        RegisteredClaim(
            "crn", "Call Reason", .string, .rfc(9795),
            "Why the caller calls, in words to be shown."),
        RegisteredClaim(
            "stpl", "OCSP Staple", .string, .draft("draft-ietf-stir-certificates-ocsp"),
            "The certificate status that was attached to the call's token."),
        RegisteredClaim(
            "cdniv", "CDNI Claim Set Version", .integer, .rfc(9246, "2.1.8"),
            "The version of the claims that sign a content address."),
        RegisteredClaim(
            "cdnicrit", "CDNI Critical Claims", .any, .rfc(9246, "2.1.9"),
            "The claims that a content network has to understand or else refuse the request."),
        RegisteredClaim(
            "cdniip", "CDNI IP Address", .string, .rfc(9246, "2.1.10"),
            "The client addresses for which the signed content address is good, encrypted."),
        RegisteredClaim(
            "cdniuc", "CDNI URI Container", .string, .rfc(9246, "2.1.11"),
            "The content addresses for which the token is good."),
        RegisteredClaim(
            "cdniets", "CDNI Expiration Time Setting", .integer, .rfc(9246, "2.1.12"),
            "How many seconds a renewed token lives."),
        RegisteredClaim(
            "cdnistt", "CDNI Signed Token Transport", .integer, .rfc(9246, "2.1.13"),
            "How a renewed token reaches the client; 1 means by cookie."),
        RegisteredClaim(
            "cdnistd", "CDNI Signed Token Depth", .integer, .rfc(9246, "2.1.14"),
            "For how many path segments the cookie of a renewed token counts."),
        RegisteredClaim(
            "consumerPlmnId", "Consumer PLMN ID", .object, networkRepository,
            "The mobile network of the network function that asks."),
        RegisteredClaim(
            "consumerSnpnId", "Consumer SNPN ID", .object, networkRepository,
            "The private network of the network function that asks."),
        RegisteredClaim(
            "producerPlmnId", "Producer PLMN ID", .object, networkRepository,
            "The mobile network of the network function that serves."),
        RegisteredClaim(
            "producerSnpnId", "Producer SNPN ID", .object, networkRepository,
            "The private network of the network function that serves."),
        RegisteredClaim(
            "producerSnssaiList", "Producer Slices", .array, networkRepository,
            "The network slices in which the serving function may be asked."),
        RegisteredClaim(
            "producerNsiList", "Producer Slice Instances", .array, networkRepository,
            "The slice instances in which the serving function may be asked."),
        RegisteredClaim(
            "producerNfSetId", "Producer Set ID", .string, networkRepository,
            "The set of network functions that may serve."),
        RegisteredClaim(
            "producerNfServiceSetId", "Producer Service Set ID", .string, networkRepository,
            "The set of services that may serve."),
        RegisteredClaim(
            "sourceNfInstanceId", "Source Function Instance ID", .string, networkRepository,
            "The network function from which the data come in the first place."),
        RegisteredClaim(
            "analyticsIdList", "Analytics IDs", .array, networkRepository,
            "The kinds of analytics that may be asked for."),
        RegisteredClaim(
            "resOwnerId", "Resource Owner ID", .string, apiFramework,
            "The subscriber whose resources the API request concerns."),
    ]

    private static let networkRepository = Specification(
        "3GPP TS 29.510", "6.3.5.2.4", page: "https://www.3gpp.org/dynareport/29510.htm")
    private static let apiFramework = Specification(
        "3GPP TS 29.222", "8.5.4.2.8", page: "https://www.3gpp.org/dynareport/29222.htm")
}
