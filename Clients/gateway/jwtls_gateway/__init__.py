"""A guard for APIs behind nginx, Caddy, Traefik or Envoy: it says which requests may pass, and asks jwtls about their tokens."""

__version__ = "0.1.0"
