"""A real Dovecot of our own: its own home, its own ports, gone with the test."""

from __future__ import annotations

import base64
import itertools
import os
import pwd
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from imap_tools.imap_utf7 import utf7_encode

from submissions.mail.imap.account import Account, Security
from tests.servers.certificates import make_certificate
from tests.servers.ports import HOST, free_port, wait_for

CODE = "ABCDEFGHIJKLMNOP"

CONFIG = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
first_valid_uid = 0
disable_plaintext_auth = no
auth_username_chars =
auth_mechanisms = plain
auth_failure_delay = 0
mail_location = maildir:~/Maildir
mail_max_userip_connections = 200
maildir_very_dirty_syncs = no
imap_id_log = *
ssl = yes
ssl_cert = <{certificate}
ssl_key = <{key}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {home}/users/%u
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/homes/%u
}}
service imap-login {{
  {chroot}
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
service anvil {{
  {chroot}
  # No waiting for those who come with a wrong code.
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
{not_root}
"""

_ids = itertools.count(1)


class Dovecot:
    """One server; every mailbox of it is a ``Mailbox``."""

    def __init__(self, home: Path, *, host: str = "localhost", days: int = 1) -> None:
        self.home = home
        self.port, self.tls_port = free_port(), free_port()
        self.certificate, self._key = make_certificate(home, host=host, days=days)
        owner = (
            pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        )
        self.owner = owner.pw_uid, owner.pw_gid
        self._config = home / "dovecot.conf"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        (self.home / "homes").mkdir(exist_ok=True)
        os.chown(self.home / "homes", *self.owner)
        # One file a user: a common one is read again only once a second.
        (self.home / "users").mkdir(exist_ok=True)
        self._config.write_text(self._text())
        self._process = subprocess.Popen(
            [shutil.which("dovecot") or "dovecot", "-F", "-c", str(self._config)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_for(self.port)

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
            self._process = None

    def mailbox(self, name: str = "", *, code: str = CODE) -> Mailbox:
        """Make a mailbox that no other test uses."""
        name = name or f"desk{next(_ids)}@163.com"
        secret = base64.b64encode(code.encode()).decode()
        entry = self.home / "users" / name
        entry.write_text(f"{name}:{{PLAIN.b64}}{secret}\n", "utf-8")
        return Mailbox(self, name, code)

    def log(self) -> str:
        return (self.home / "log").read_text("utf-8", "replace")

    def ids_sent(self, name: str) -> list[str]:
        """Give what clients of a mailbox said in ID commands."""
        wanted = rf"imap\({re.escape(name)}\).*ID sent: (.*)"
        return re.findall(wanted, self.log())

    def doveadm(self, *arguments: str) -> str:
        command = ["doveadm", "-c", str(self._config), *arguments]
        done = subprocess.run(command, capture_output=True, check=True, timeout=60)
        return done.stdout.decode()

    def _text(self) -> str:
        user = pwd.getpwuid(os.geteuid()).pw_name
        root = os.geteuid() == 0
        return CONFIG.format(
            home=self.home,
            certificate=self.certificate,
            key=self._key,
            uid=self.owner[0],
            gid=self.owner[1],
            port=self.port,
            tls_port=self.tls_port,
            chroot="" if root else "chroot =",
            not_root=""
            if root
            else f"default_internal_user = {user}\ndefault_login_user = {user}",
        )


class Mailbox:
    """One mailbox: deliver into it, look, change it behind the client's back."""

    def __init__(self, server: Dovecot, name: str, code: str) -> None:
        self.server, self.name, self.code = server, name, code
        self._delivered = itertools.count(1)

    def account(
        self, *, port: int | None = None, folder: str = "INBOX", **changes: Any
    ) -> Account:
        """Return an account for the plain port, or for a front before it."""
        values: dict[str, Any] = {
            "host": HOST,
            "port": self.server.port if port is None else port,
            "username": self.name,
            "code": self.code,
            "security": Security.NONE,
            "folder": folder,
            "timeout": 5,
        }
        return Account(**(values | changes))

    def deliver(self, *messages: bytes, folder: str = "INBOX") -> None:
        """Put messages straight into the maildir, as a mail server does.

        Dovecot gives back CRLF at the ends of lines, whatever they were.
        """
        root = self._folder(folder)
        for raw in messages:
            name = f"{time.time():.6f}.{next(self._delivered):06d}.test"
            spool, target = root / "tmp" / name, root / "new" / name
            spool.write_bytes(raw)
            os.chown(spool, *self.server.owner)
            spool.rename(target)

    def deliver_many(self, messages: Iterable[bytes]) -> None:
        self.deliver(*messages)

    def renumber(self, uid_validity: int, *, folder: str = "INBOX") -> None:
        """Change UIDVALIDITY; UIDs begin at 1 again."""
        root = self._folder(folder)
        for path in root.glob("dovecot*"):
            if path.name.startswith(("dovecot.index", "dovecot-uidlist")):
                path.unlink()
        uidlist = root / "dovecot-uidlist"
        uidlist.write_text(f"3 V{uid_validity} N1 G{os.urandom(16).hex()}\n")
        os.chown(uidlist, *self.server.owner)

    def uids(self, *, folder: str = "INBOX") -> list[int]:
        return [int(line.split()[0]) for line in self._fetched("uid", folder)]

    def count(self, *, folder: str = "INBOX") -> int:
        return len(self.uids(folder=folder))

    def flags(self, *, folder: str = "INBOX") -> dict[int, set[str]]:
        lines = (line.split() for line in self._fetched("uid flags", folder))
        return {int(line[0]): set(line[1:]) - {"\\Recent"} for line in lines}

    def expunge(self, uid: int, *, folder: str = "INBOX") -> None:
        self._doveadm("expunge", "mailbox", folder, "uid", str(uid))

    def flag(self, uid: int, flag: str, *, folder: str = "INBOX") -> None:
        self._doveadm("flags", "add", flag, "mailbox", folder, "uid", str(uid))

    def make_folder(self, folder: str) -> None:
        self._doveadm("mailbox", "create", folder)

    def folders(self) -> set[str]:
        return set(self._doveadm("mailbox", "list").splitlines())

    def ids_sent(self) -> list[str]:
        return self.server.ids_sent(self.name)

    def _fetched(self, fields: str, folder: str) -> list[str]:
        said = self._doveadm("-f", "flow", "fetch", fields, "mailbox", folder)
        return [
            re.sub(r"\b(uid|flags)=", "", line) for line in said.splitlines() if line
        ]

    def _doveadm(self, *words: str) -> str:
        form = words[:2] if words[0] == "-f" else ()
        words = words[len(form) :]
        verbs = 2 if words[0] in ("mailbox", "flags") else 1
        user = ("-u", self.name)
        return self.server.doveadm(*form, *words[:verbs], *user, *words[verbs:])

    def _folder(self, folder: str) -> Path:
        home = self.server.home / "homes" / self.name / "Maildir"
        if folder != "INBOX":
            home = home / f".{utf7_encode(folder).decode()}"
        for path in (home / part for part in ("tmp", "new", "cur")):
            path.mkdir(parents=True, exist_ok=True)
        for path in (home.parent, home, *home.iterdir()):
            os.chown(path, *self.server.owner)
        return home


@contextmanager
def running_dovecot(*, host: str = "localhost", days: int = 1) -> Iterator[Dovecot]:
    """Run a Dovecot; ``days`` its certificate is valid."""
    # Not pytest's tmp_path: Dovecot's own users must be able to walk through it.
    home = Path(tempfile.mkdtemp(prefix="gk-dovecot-"))
    home.chmod(0o755)
    server = Dovecot(home, host=host, days=days)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)
