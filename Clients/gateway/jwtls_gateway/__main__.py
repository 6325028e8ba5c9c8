"""`python3 -m jwtls_gateway --config gateway.json`: listens until it is told to end (SIGTERM, SIGINT)."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import resource
import signal
import socket
import stat
import sys
from pathlib import Path
from typing import List

from jwtls import JwtlsError

from . import __version__
from .config import Config, Socket, read
from .guard import Guard
from .members import ConfigFault
from .metrics import Metrics
from .pages import Pages
from .server import Server
from .service import Service, Unavailable

_logger = logging.getLogger("jwtls_gateway")


def bound(where: Socket, mode: int) -> socket.socket:
    """A socket that is bound and does not listen yet. A path that a guard before left behind is taken over."""
    if where.path is None:
        family = socket.AF_INET6 if ":" in where.host else socket.AF_INET
        made = socket.socket(family, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((where.host, where.port))
        return made
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    if os.path.lexists(where.path):
        if not stat.S_ISSOCK(os.lstat(where.path).st_mode):
            raise OSError(f"{where.path} is there and is no socket")
        try:
            made.connect(where.path)
        except ConnectionRefusedError:
            os.unlink(where.path)
        else:
            raise OSError(f"{where.path} is another guard's, which is running")
        made.close()
        made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    # Nobody may connect before the mode is what it should be.
    mask = os.umask(0o177)
    try:
        made.bind(where.path)
    finally:
        os.umask(mask)
    os.chmod(where.path, mode)
    return made


async def run(config: Config) -> None:
    service = Service(config.arguments, config.processes, config.timeout, config.bounds.in_flight)
    metrics = Metrics()
    guard = Guard(config, service, metrics)
    bounds = config.bounds
    pages = Pages(guard)
    servers: List[Server] = []
    for where in [config.listen, *([config.observe] if config.observe else [])]:
        handler = pages.answer if where is config.observe else pages.answer_or_guard
        server = Server(
            handler,
            lambda kind: service.say(f"a request could not be answered: {kind}"),
            connections=bounds.connections,
            head_bytes=bounds.head_bytes,
            head_seconds=bounds.head_seconds,
            idle_seconds=bounds.idle_seconds,
        )
        await server.listen(bound(where, config.socket_mode))
        servers.append(server)
    pages.servers = servers
    await service.start()
    await _complain(config, service)
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    _logger.info("jwtls_gateway %s listens", __version__)
    await ended.wait()
    for where in filter(None, (config.listen, config.observe)):
        if where.path is not None:
            Path(where.path).unlink(missing_ok=True)
    await asyncio.gather(*(server.close() for server in servers))
    await service.close()


async def _complain(config: Config, service: Service) -> None:
    """Says which policies there are not. They may come later; until then what needs them is refused."""
    try:
        known = {str(each.get("name")) for each in (await service.policies()).get("policies", [])}
    except Unavailable as fault:
        _logger.warning("jwtls does not tell its policies: %s", fault)
        return
    for route in config.routes:
        if route.policy is not None and route.policy not in known:
            _logger.warning("%s: there is no policy %s; all requests are refused", route.name, route.policy)


def _more_files(connections: int) -> None:
    """As many descriptors as the connections need, where they can be had."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = connections + 64
    if soft != resource.RLIM_INFINITY and soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))
        if most < wanted:
            _logger.warning("%d connections need %d descriptors, and there are %d", connections, wanted, most)


def main() -> int:
    parser = argparse.ArgumentParser(prog="jwtls_gateway", description="A guard for APIs behind a proxy.")
    parser.add_argument("--config", type=Path, required=True, help="the configuration file")
    parser.add_argument("--check", action="store_true", help="read the file, say what is wrong with it, and end")
    parser.add_argument("--version", action="version", version=__version__)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    try:
        config = read(options.config)
        if options.check:
            return 0
        _more_files(config.bounds.connections)
        asyncio.run(run(config))
    except ConfigFault as fault:
        print(fault, file=sys.stderr)
        return 2
    except (OSError, JwtlsError) as error:
        print(f"jwtls_gateway: {error}", file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
