"""The database engine ``guidekit.sqlite``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base

from guidekit.sqlite.turns import Turns, turns_at

WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class Cursor(base.SQLiteCursorWrapper):
    """A cursor that waits for its turn when it writes outside a transaction."""

    def __init__(self, connection: Any, wrapper: DatabaseWrapper) -> None:
        """Belong to a connection and to Django's wrapper of it."""
        super().__init__(connection)
        self._wrapper = wrapper

    def execute(self, query: str, params: Any = None) -> Any:
        """Run a statement."""
        with self._wrapper.turn_for(query):
            return super().execute(query, params)

    def executemany(self, query: str, param_list: Any) -> Any:
        """Run a statement many times."""
        with self._wrapper.turn_for(query):
            return super().executemany(query, param_list)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's SQLite, whose writers wait in a row (`guidekit.sqlite.turns`).

    The stubs of Django leave out the methods by which a backend is made.
    """

    _turns: Turns | None = None  # whose turn this connection has

    def create_cursor(self, name: str | None = None) -> Any:
        """Return a cursor that knows whether this connection has its turn."""
        return self.connection.cursor(factory=partial(Cursor, wrapper=self))

    @contextmanager
    def turn_for(self, query: str) -> Iterator[None]:
        """Wait for a turn when this statement would write by itself."""
        verb = query.lstrip()[:7].upper()
        alone = not self.in_atomic_block and verb.startswith(WRITING)
        if alone:
            self._take_turn()
        try:
            yield
        finally:
            if alone:
                self._give_turn()

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._give_turn()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._give_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._give_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._give_turn()

    def _take_turn(self) -> None:
        if self._turns is None and not self.is_in_memory_db():
            turns = turns_at(Path(self.settings_dict["NAME"]).absolute())
            seconds = float(self.settings_dict["OPTIONS"].get("timeout", 5))
            if turns.take(seconds):
                self._turns = turns

    def _give_turn(self) -> None:
        if self._turns is not None:
            turns, self._turns = self._turns, None
            turns.give()
