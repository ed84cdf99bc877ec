"""Bodies that are taken as they come: an envelope is stored byte for byte, a photo's piece is not text at all."""

from typing import IO, Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser, JSONParser


class BytesParser(BaseParser):
    media_type = "*/*"

    def parse(self, stream: IO[Any], media_type: str | None = None, parser_context: Any = None) -> Any:
        return stream.read()


class BoundedJSONParser(JSONParser):
    """JSON nested a hundred thousand deep is a mistake of the sender, not of the station."""

    def parse(self, stream: IO[Any], media_type: str | None = None, parser_context: Any = None) -> Any:
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise ParseError("nested too deep") from error
