"""Bodies that are taken as they come: an envelope is stored byte for byte, a photo's piece is not text at all."""

from typing import IO, Any

from rest_framework.parsers import BaseParser


class BytesParser(BaseParser):
    media_type = "*/*"

    def parse(self, stream: IO[Any], media_type: str | None = None, parser_context: Any = None) -> Any:
        return stream.read()
