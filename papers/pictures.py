"""Pictures as they go into a file: upright, no larger than print needs, and without what cameras write into them."""

import io
from dataclasses import dataclass

from PIL import Image, ImageOps

#: Pixels on the longer side: 250 dots an inch when two stand side by side.
LONGEST = 1100
QUALITY = 82


@dataclass(frozen=True, slots=True)
class Printed:
    """JPEG."""

    content: bytes
    pixels: tuple[int, int]


def printed(content: bytes) -> Printed | None:
    """The picture made anew, so that neither place nor camera nor thumbnail stay in it; None if it cannot be read."""
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as found:
            found.draft("RGB", (LONGEST, LONGEST))
            image = ImageOps.exif_transpose(found)
            image.thumbnail((LONGEST, LONGEST))
            if image.mode != "RGB":
                layer = image.convert("RGBA")
                image = Image.new("RGB", layer.size, "white")
                image.paste(layer, mask=layer.getchannel("A"))
            made = io.BytesIO()
            Image.Image.save(image, made, "JPEG", quality=QUALITY, exif=b"")
    except Exception:  # noqa: BLE001  # the decoder raises many kinds on broken files; the paper must still be printed
        return None
    return Printed(made.getvalue(), image.size)
