"""A mail server for tests: it asks for STARTTLS and a login, and makes each mail a file."""

import asyncio
import itertools
import json
import logging
import pathlib
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

# Whoever hangs up is part of the test.
logging.disable()
folder, port = pathlib.Path(sys.argv[1]), int(sys.argv[2])
numbers = itertools.count(1)


class Mailboxes:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("unknown@"):
            return f"550 5.1.1 <{address}>: no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = {
            "to": envelope.rcpt_tos,
            "from": envelope.mail_from,
            "encrypted": session.ssl is not None,
            "user": session.auth_data,
            "content": envelope.content.decode(),
        }
        draft = folder / "draft"
        draft.write_text(json.dumps(mail))
        draft.rename(folder / f"{next(numbers):04}.json")
        return "250 OK"


def authenticate(server, session, envelope, mechanism, login):
    good = (login.login, login.password) == (b"consores", b"p@ss word")
    return AuthResult(success=good, auth_data=login.login.decode() if good else None)


async def serve():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")

    def session():
        return SMTP(
            Mailboxes(),
            hostname="localhost",
            tls_context=context,
            require_starttls=True,
            auth_required=True,
            authenticator=authenticate,
        )

    loop = asyncio.get_running_loop()
    await loop.create_server(session, "127.0.0.1", port)
    # The test ends, or dies: nothing is left behind.
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(serve())
