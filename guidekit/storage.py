"""How the files that pages load are kept."""

from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Name files by their content and keep a gzip copy beside each.

    No Brotli: its best level took 20 s of the first start, for an office network.
    """

    def create_compressor(self, **kwargs: Any) -> Compressor:
        """Make a compressor that knows gzip only."""
        return Compressor(**{**kwargs, "use_brotli": False})
