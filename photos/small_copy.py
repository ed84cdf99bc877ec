"""Run as a process of its own with limits: reads a photo from standard input, writes a small JPEG to standard output.

A picture made to harm the decoder harms this process alone.
"""

import io
import resource
import sys

from PIL import Image, ImageOps

MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 10
LONGEST_SIDE = 1600
#: What a decoder is asked to unpack; a bigger picture gets no copy.
MAX_PIXELS = 60_000_000
MAX_BYTES = 250 * 1000


def shrink(content: bytes) -> bytes:
    """A JPEG of at most 250 kB and 1600 pixels a side, turned upright, without EXIF. Raises for what cannot be read."""
    formats = ["JPEG", "PNG", "WEBP"]
    if content[4:8] == b"ftyp":
        # HEIC, the usual format of newer phones; its decoder is loaded here and nowhere else.
        from pi_heif import register_heif_opener

        register_heif_opener(thumbnails=False)
        formats = ["HEIF"]
    with Image.open(io.BytesIO(content), formats=formats) as image:
        if image.width * image.height > MAX_PIXELS:
            raise ValueError("too many pixels")
        upright = ImageOps.exif_transpose(image).convert("RGB")
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    for side, quality in ((1600, 82), (1600, 70), (1280, 65), (1024, 60), (640, 50)):
        upright.thumbnail((side, side))
        out = io.BytesIO()
        upright.save(out, "JPEG", quality=quality, optimize=True)
        if out.tell() <= MAX_BYTES:
            break
    return out.getvalue()


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    sys.stdout.buffer.write(shrink(sys.stdin.buffer.read()))
