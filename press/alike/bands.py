"""Keys under which texts that share many shingles meet: MinHash in bands.

128 least hashes in 64 bands of two: of texts that share a fraction s of all their
shingles (the Jaccard index) at least one band is equal with the chance
1 - (1 - s²)^64, which is 0.92 at s = 0.2 (Leskovec, Rajaraman, Ullman, Mining of
Massive Datasets, 3.4).
"""

from __future__ import annotations

from hashlib import blake2b
from struct import pack

from rensa import RMinHash  # type: ignore[import-untyped]

HASHES, ROWS, SEED = 128, 2, 42
# Of what the keys are made; a change of it means that all are to be made anew.
SCHEME = 1
FEWEST = 20  # shingles; what is shorter says nothing by being alike


def bands(shingles: frozenset[str]) -> tuple[int, ...]:
    """Return the keys of a text's bands, signed 64-bit numbers, none if it is short."""
    if len(shingles) < FEWEST:
        return ()
    sketch = RMinHash(num_perm=HASHES, seed=SEED)
    sketch.update(list(shingles))
    least = sketch.digest()
    return tuple(
        _key(band, least[band * ROWS : (band + 1) * ROWS])
        for band in range(HASHES // ROWS)
    )


def _key(band: int, hashes: list[int]) -> int:
    words = pack(f"<B{len(hashes)}I", band, *hashes)
    digest = blake2b(words, digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)
