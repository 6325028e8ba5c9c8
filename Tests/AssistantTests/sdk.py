"""Asks jwtls through the official kit of the Model Context Protocol, in both of its eras, and prints what came, a line of JSON
for each: sdk.py PROGRAM TOKEN KEY FOLDER. The kit holds every answer against the protocol, and every structured one against
the schema that the tool was listed with."""

import asyncio
import json
import os
import sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.client import Client
from mcp.client.stdio import stdio_client

PROGRAM, TOKEN, KEY, FOLDER = sys.argv[1], sys.argv[2], json.loads(sys.argv[3]), sys.argv[4]


def parameters(*more: str) -> StdioServerParameters:
    store = ["--store", os.path.join(FOLDER, "store.sqlite"), "--store-key", os.path.join(FOLDER, "key")]
    return StdioServerParameters(command=PROGRAM, args=["mcp", *store, *more])


async def ask(session) -> dict:
    """What the tools say, of a client or a session."""
    seen = {"tools": [tool.name for tool in (await session.list_tools()).tools]}

    async def call(title: str, tool: str, arguments: dict) -> dict | None:
        answer = await session.call_tool(tool, arguments)
        seen[title] = answer.structured_content if not answer.is_error else {"error": json.loads(answer.content[0].text)}
        seen[title + " text"] = "".join(part.text for part in answer.content)
        return answer.structured_content

    await call("decode", "jwt_decode", {"token": TOKEN})
    await call("decode less", "jwt_decode", {"token": TOKEN, "redact": ["iss", "exp"], "describe": False})
    await call("verify", "jwt_verify", {"token": TOKEN, "key": KEY, "now": 1300819000})
    await call("refuse", "jwt_verify", {"token": TOKEN, "key": KEY, "audience": "api", "redact": "iss"})
    await call("mend", "jwt_verify", {"tokens": TOKEN})
    await call("scan", "jwt_scan", {"text": f"a = {TOKEN}\n"})
    await call("inspect", "jwk_inspect", {"key": KEY})
    await call("thumbprint", "jwk_thumbprint", {"key": KEY})
    if "jwk_generate" in seen["tools"]:
        await call("generate", "jwk_generate", {"set": "api", "generate": {"alg": "ES256"}})
        made = await call("sign", "jwt_sign", {"key": {"ref": "api"}, "claims": {"sub": "alice"}, "expiresIn": "5m"})
        await call("own", "jwt_verify", {"token": made["token"], "key": {"ref": "api"}})
    try:
        await session.call_tool("jwt_crack", {})
    except Exception as error:  # The kit has an exception of its own for each era.
        seen["unknown"] = str(error)
    return seen


async def main() -> None:
    async with Client(parameters()) as client:
        discovered = client.session.discover_result
        print(json.dumps({"era": "stateless", "version": discovered.supported_versions[0], **await ask(client)}))
    async with stdio_client(parameters("--mcp-allow", "sign", "--mcp-allow", "keygen")) as (reader, writer):
        async with ClientSession(reader, writer) as session:
            begun = await session.initialize()
            print(json.dumps({"era": "handshake", "version": begun.protocol_version, **await ask(session)}))


asyncio.run(main())
