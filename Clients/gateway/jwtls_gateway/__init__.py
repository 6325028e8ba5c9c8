"""A guard for APIs behind nginx, Caddy, Traefik or Envoy: it tells the proxy which requests may pass, and jwtls tells it of their tokens."""

__version__ = "0.1.0"
