"""Split an address line into names and addresses; encoded words stay encoded."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    r"""(?P<word>=\?[^?\s]{1,60}\?[bBqQ]\?[^?]*\?=)
      | (?P<quoted>"(?:[^"\\]|\\.|\\\Z)*+(?P<shut>"(?:@[^\s<>,;"]++)?|\Z))
      | (?P<angle><[^<>]*+>)
      | (?P<open><)
      | (?P<comment>\((?:[^()\\]++|\\.)*+\))
      | (?P<end>[,;])
      | (?P<text>[^\s"<>(),;=]++|.)""",
    re.VERBOSE | re.DOTALL,
)
_AROUND_AT = re.compile(r"(?<!\s)\s*+@\s*+")
_COMMENT = re.compile(r"\((?:[^()\\]++|\\.)*+\)", re.DOTALL)
_AROUND_DOT = re.compile(r"(?<![\s.])\s*+\.\s++")
_ROUTE = re.compile(r"^[^\"]*:(?=[^:]*@)")  # <@relay.cn:a@b.cn>, <mailto:a@b.cn>
LONGEST_LINE = 20_000  # characters that are read


def split_addresses(line: str, *, most: int) -> list[tuple[str, str]]:
    """Return (name, address) for each mailbox; '' for what it does not have."""
    found: list[tuple[str, str]] = []
    for name, address in _mailboxes(line[:LONGEST_LINE]):
        if name or address:
            found.append((name, address))
        if len(found) >= most:
            break
    return found


def _mailboxes(line: str) -> Iterator[tuple[str, str]]:
    """Give each mailbox; a comma in an unquoted name does not end it."""
    carried: list[str] = []
    for tokens in _entries(line):
        name, address = _read(tokens)
        if not address and name:
            carried.append(name)
            continue
        yield ", ".join([*carried, name] if name else carried), address
        carried = []
    if carried:
        yield ", ".join(carried), ""


def _entries(line: str) -> Iterator[list[tuple[str, str]]]:
    entry: list[tuple[str, str]] = []
    for kind, text in _tokens(line):
        if kind == "end":
            yield entry
            entry = []
        else:
            entry.append((kind, text))
    yield entry


def _tokens(line: str) -> Iterator[tuple[str, str]]:
    """Give the tokens; a quotation mark that is never closed says nothing."""
    for token in _TOKEN.finditer(line):
        if token["quoted"] and not token["shut"]:
            rest = line[token.start() :].replace('"', " ")
            yield from _tokens(rest)
            return
        if token["shut"] and len(token["shut"]) > 1:
            yield "text", token.group()
        else:
            yield token.lastgroup or "text", token.group()


def _read(tokens: list[tuple[str, str]]) -> tuple[str, str]:
    """Return name and address of one entry; brackets with an address count."""
    tokens = _without_group_name(tokens)
    angles = [at for at, (kind, _) in enumerate(tokens) if kind in ("angle", "open")]
    if angles:
        at = next((n for n in angles if "@" in tokens[n][1]), angles[-1])
        kind, text = tokens[at]
        inside = text[1:-1] if kind == "angle" else _joined(tokens[at + 1 :])
        address = _bare(inside) if "@" in inside else ""
        rest = tokens[:at] or (tokens[at + 1 :] if kind == "angle" else [])
        return _name(rest) or ("" if "@" in inside else inside.strip()), address
    return _without_brackets(tokens)


def _bare(inside: str) -> str:
    """Return what stands in angle brackets without comments, folds and routes."""
    plain = inside if inside.lstrip().startswith('"') else _COMMENT.sub("", inside)
    return _ROUTE.sub("", _AROUND_DOT.sub(".", plain))


def _without_brackets(tokens: list[tuple[str, str]]) -> tuple[str, str]:
    """Read ``a@b (Name)``, ``"Name" a@b`` and ``Name a@b``."""
    said = [token for token in tokens if token[0] != "comment"]
    comments = [text[1:-1] for kind, text in tokens if kind == "comment"]
    for kind, text in said:
        if kind == "text" and text.startswith('"'):  # a local part in quotes
            return "", text
    words = re.split(r"\s+", _AROUND_AT.sub("@", _joined(said).strip()))
    at = next((n for n, word in enumerate(words) if _is_address(word)), None)
    if at is None:
        return _name(said) or " ".join(comments), ""
    name = " ".join(words[:at] + words[at + 1 :]).strip()
    literal = "@[" in words[at]  # somebody@[192.0.2.1]
    address = words[at].strip("'") if literal else words[at].strip("[]'")
    return _unquoted(name) or " ".join(comments), address


def _is_address(word: str) -> bool:
    return "@" in word.strip("@") and not word.startswith("=?")


def _without_group_name(tokens: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Drop ``Friends:`` in front of the addresses of a group."""
    for at, (kind, text) in enumerate(tokens):
        if kind in ("angle", "open") or "@" in text:
            break
        if kind == "text" and text.endswith(":") and not text.startswith("mailto"):
            return tokens[at + 1 :]
    return tokens


def _name(tokens: list[tuple[str, str]]) -> str:
    said = _joined([token for token in tokens if token[0] != "comment"])
    if said.strip():
        return _unquoted(said.strip())
    return " ".join(text[1:-1] for kind, text in tokens if kind == "comment").strip()


def _unquoted(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1]
    return re.sub(r"\\(.)", r"\1", text).strip()


def _joined(tokens: list[tuple[str, str]]) -> str:
    return "".join(text for _, text in tokens)
