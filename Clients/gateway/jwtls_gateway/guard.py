"""What becomes of a request: found its route, counted, its token verified, said who it is. All that is not certain is refused."""

from __future__ import annotations

import time
from typing import Any, Dict, List, Mapping, Optional, Tuple

from jwtls.faults import REFUSALS

from . import identity, limits
from .answers import Answer, Fields, refused, unavailable
from .config import Config, Route
from .conventions import Asked, Unasked
from .credentials import InvalidProof, InvalidRequest, Shown, shown
from .http import Request
from .limits import Count, Counters
from .metrics import NO_ROUTE, Metrics
from .paths import PathFault, is_below, normalised
from .service import Service, Unavailable

#: Findings that say nothing of the token but that the store, or a list, could not be asked.
_unknown = frozenset(["token.revocation_unknown", "token.replay_unknown", "status.unknown"])

#: Where the uses of proofs are noted.
PROOF_SCOPE = "gateway.dpop"


class Guard:
    """Answers what proxies ask. `metrics` counts, `service` verifies."""

    def __init__(self, config: Config, service: Service, metrics: Metrics) -> None:
        self.config = config
        self.service = service
        self.metrics = metrics
        self.counters = {
            route.name: Counters(route.limit, config.bounds.counted) for route in config.routes if route.limit is not None
        }
        # A host is looked at before any host, then the longest prefix, then a method before any method.
        self._routes = sorted(config.routes, key=lambda route: (route.host is None, -len(route.prefix), route.methods is None))
        #: What a header with underscores could be taken for.
        self._protected = frozenset(
            ["authorization", "dpop", "cookie", *config.convention.says, *(name.lower() for name in config.identity)]
        )

    async def answer(self, request: Request) -> Answer:
        """The answer in the convention of the proxy."""
        begun = time.perf_counter()
        route, answer = await self._decide(request)
        self.metrics.note(route.name if route else NO_ROUTE, answer.outcome, time.perf_counter() - begun)
        return self.config.convention.answered(answer, self.config.identity)

    async def _decide(self, request: Request) -> Tuple[Optional[Route], Answer]:
        try:
            asked = self.config.convention.asked(request)
            path = normalised(asked.target)
            self._no_disguise(request)
        except (Unasked, PathFault) as fault:
            return None, Answer(400, "bad_request", [], str(fault))
        route = self._route(asked, path)
        if route is None:
            return None, Answer(403, "no_route", [], "Nothing is to be had here.")
        try:
            return route, await self._hold(request, asked, route)
        except Unavailable as fault:
            self.service.say(f"{route.name}: jwtls could not verify: {fault}")
            return route, unavailable("The token could not be verified.")

    def _no_disguise(self, request: Request) -> None:
        """CGI, WSGI and others read `X_Subject` as `X-Subject`; no proxy would have replaced it."""
        for name in request.names:
            if "_" in name and name.replace("_", "-") in self._protected:
                raise Unasked("A header with an underscore looks like one that only the proxy sets.")

    def _route(self, asked: Asked, path: str) -> Optional[Route]:
        """That of the most particular host and prefix. One with another method is not passed over for a wider one."""
        place: Optional[Tuple[Optional[str], str]] = None
        for route in self._routes:
            if route.host not in (None, asked.host) or not is_below(path, route.prefix):
                continue
            if place not in (None, (route.host, route.prefix)):
                return None
            place = (route.host, route.prefix)
            if route.methods is None or asked.method in route.methods:
                return route
        return None

    async def _hold(self, request: Request, asked: Asked, route: Route) -> Answer:
        limit, count = route.limit, None
        if limit is not None and limit.by == "client":
            client = limits.network(asked.client)
            if client is None:
                self.service.say(f"{route.name}: the proxy does not say who the client is, and its limit is by client")
                return unavailable("The client is not known.")
            count = self._count(route, limits.party(client))
            if not count.is_allowed:
                return _limited(route, count)
        if route.policy is None:
            return Answer(200, "open", _fields(route, count))
        answer, claims = await self._verify(request, asked, route)
        if claims is None:
            return answer.adding(_fields(route, count))
        if limit is not None and limit.by != "client":
            party = _party(limit.by, claims)
            if party is None:
                return Answer(403, "unsayable", [], "The token does not say whose requests are to be counted.")
            count = self._count(route, party)
            if not count.is_allowed:
                return _limited(route, count)
        try:
            who = identity.headers(self.config.identity, claims)
        except identity.IdentityFault as fault:
            return Answer(403, "unsayable", [], str(fault))
        return Answer(200, "allowed", [*who, *_fields(route, count)])

    def _count(self, route: Route, party: bytes) -> Count:
        return self.counters[route.name].count(party)

    async def _verify(self, request: Request, asked: Asked, route: Route) -> Tuple[Answer, Optional[Mapping[str, Any]]]:
        """The claims, or the answer that refuses."""
        realm, schemes = self.config.realm, route.schemes
        try:
            credentials = shown(request, route, asked.target)
        except InvalidRequest as fault:
            return refused(400, "invalid_request", schemes, realm, "invalid_request", str(fault)), None
        except InvalidProof as fault:
            return refused(401, "invalid_token", ["DPoP"], realm, "invalid_dpop_proof", str(fault)), None
        if credentials is None:
            return refused(401, "no_token", schemes, realm), None
        params: Dict[str, Any] = {"policy": route.policy}
        if route.scopes is not None:
            params["requiredScopes"] = route.scopes
        if credentials.proof is not None:
            schemes = ["DPoP"]
            params["dpop"] = _proof(asked, route, credentials.proof)
        report = await self.service.verify(credentials.token, **params)
        if not report["valid"]:
            return self._refusal(report, schemes), None
        claims = report.get("claims")
        if not isinstance(claims, dict):
            raise Unavailable("what was verified has no claims")
        if credentials.proof is not None:
            return await self._use_up(credentials, params["dpop"], claims)
        # RFC 9449 §7.2, RFC 8705 §3: a token that is bound to a key is none that whoever bears it may use.
        if claims.get("cnf") is not None:
            text = "The token is bound to a key, and no proof came with it."
            return refused(401, "invalid_token", schemes, realm, "invalid_token", text), None
        return Answer(200, "allowed", []), claims

    async def _use_up(
        self, credentials: Shown, proof: Mapping[str, Any], claims: Mapping[str, Any]
    ) -> Tuple[Answer, Optional[Mapping[str, Any]]]:
        """A proof counts once (RFC 9449 §11.1), for as long as it would be good."""
        report = await self.service.verify(
            str(credentials.proof),
            profile="dpop",
            htm=proof["htm"],
            htu=proof["htu"],
            accessToken=credentials.token,
            replay={"scope": PROOF_SCOPE},
        )
        if report["valid"]:
            return Answer(200, "allowed", []), claims
        return self._refusal(report, ["DPoP"], of_proof=True), None

    def _refusal(self, report: Mapping[str, Any], schemes: List[str], of_proof: bool = False) -> Answer:
        codes = [str(failure.get("code", "")) for failure in report.get("failures", [])]
        if codes and _unknown.issuperset(codes):
            self.service.say(f"the store could not be asked: {', '.join(codes)}")
            return unavailable("Nobody can say whether the token was revoked.")
        first = codes[0] if codes else ""
        error = str(report.get("error") or "invalid_token")
        if of_proof or first.startswith("proof."):
            error = "invalid_dpop_proof"
        # What a finding means, in words that nothing of the token is in.
        kind = REFUSALS.get(first)
        description = (kind.__doc__ or "").partition("\n")[0] if kind else ""
        if error == "insufficient_scope":
            scope = str(report.get("scope", ""))
            return refused(403, "insufficient_scope", schemes, self.config.realm, error, description, scope)
        return refused(401, "invalid_token", schemes, self.config.realm, error, description)


def _proof(asked: Asked, route: Route, proof: str) -> Dict[str, Any]:
    return {"proof": proof, "htm": asked.method, "htu": route.origin + asked.target.partition("?")[0]}


def _fields(route: Route, count: Optional[Count]) -> Fields:
    return limits.fields(route.name, route.limit, count) if route.limit is not None and count is not None else []


def _limited(route: Route, count: Count) -> Answer:
    return Answer(429, "limited", _fields(route, count), "There were too many requests.")


def _party(by: str, claims: Mapping[str, Any]) -> Optional[bytes]:
    """Whose requests are counted together. A subject is one of its issuer (RFC 7519 §4.1.2)."""
    value = claims.get("sub") if by == "subject" else identity.claim(claims, by)
    if value is None or value == "":
        return None
    return limits.party(by, claims.get("iss"), value)
