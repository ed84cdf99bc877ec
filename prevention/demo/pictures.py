"""Drawings that stand for photos of the street at night: nothing in them is a real place."""

import io
import random
from collections.abc import Callable

from PIL import Image, ImageDraw, ImageFilter

WIDE, HIGH = 960, 720
NIGHT, ROAD, LAMP, METAL = (14, 18, 28), (34, 37, 43), (255, 214, 140), (128, 132, 136)


def dark_lane(rng: random.Random) -> bytes:
    """A lane between walls; of its lamps one burns."""
    image, draw = _street()
    draw.polygon([(0, 0), (330, 300), (330, 420), (0, HIGH)], fill=(24, 26, 34))
    draw.polygon([(WIDE, 0), (630, 300), (630, 420), (WIDE, HIGH)], fill=(28, 29, 36))
    burning = rng.choice((0, 1, 2))
    for number, (x, top, wide) in enumerate(((150, 90, 10), (285, 220, 6), (350, 290, 4))):
        draw.rectangle((x, top, x + wide, HIGH - 2 * top // 3), fill=(46, 49, 56))
        draw.ellipse((x - wide, top - wide, x + 3 * wide, top + wide), fill=(60, 62, 66))
        if number == burning:
            image = _glow(image, x + wide, top, 17 * wide)
            draw = ImageDraw.Draw(image)
            draw.ellipse((x - wide, top - wide, x + 3 * wide, top + wide), fill=LAMP)
    return _jpeg(image, rng)


def torn_fence(rng: random.Random) -> bytes:
    """A fence of wire along the road with a hole in it."""
    image, draw = _street()
    image = _glow(image, 200, 60, 420)
    draw = ImageDraw.Draw(image)
    hole = rng.randrange(420, 560)
    for x in range(-HIGH, WIDE + HIGH, 34):
        draw.line([(x, 170), (x + 330, 500)], fill=METAL, width=2)
        draw.line([(x, 500), (x + 330, 170)], fill=METAL, width=2)
    edge = [
        (hole, 250),
        (hole + 90, 220),
        (hole + 170, 290),
        (hole + 150, 420),
        (hole + 60, 510),
        (hole - 20, 400),
    ]
    draw.polygon(edge, fill=NIGHT)
    for x, y in edge:
        draw.line([(x, y), (x + rng.randint(-30, 30), y + rng.randint(10, 60))], fill=METAL, width=3)
    for x in range(40, WIDE, 220):
        draw.rectangle((x, 150, x + 14, 540), fill=(92, 96, 101))
    draw.line([(0, 166), (WIDE, 166)], fill=(104, 108, 112), width=6)
    return _jpeg(image, rng)


def open_well(rng: random.Random) -> bytes:
    """A well in the road whose cover lies beside it."""
    image, draw = _street()
    image = _glow(image, 560, 420, 520)
    draw = ImageDraw.Draw(image)
    x, y = rng.randrange(330, 420), rng.randrange(440, 490)
    draw.ellipse((x - 12, y - 6, x + 262, y + 126), fill=(70, 72, 75))
    draw.ellipse((x, y, x + 250, y + 116), fill=(4, 4, 6))
    cover = (x + 240, y + 70, x + 480, y + 176)
    draw.ellipse((cover[0], cover[1] + 12, cover[2], cover[3] + 12), fill=(30, 31, 33))
    draw.ellipse(cover, fill=(104, 106, 109))
    for step in range(24, 220, 28):
        draw.line([(cover[0] + step, y + 92), (cover[0] + step + 8, y + 154)], fill=(78, 80, 83), width=6)
    return _jpeg(image, rng)


PICTURES: dict[str, Callable[[random.Random], bytes]] = {
    "lane": dark_lane,
    "fence": torn_fence,
    "well": open_well,
}


def _street() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", (WIDE, HIGH), NIGHT)
    draw = ImageDraw.Draw(image)
    draw.polygon([(0, HIGH), (330, 400), (630, 400), (WIDE, HIGH)], fill=ROAD)
    draw.rectangle((0, 640, WIDE, HIGH), fill=ROAD)
    return image, draw


def _glow(image: Image.Image, x: int, y: int, reach: int) -> Image.Image:
    """Light that falls off around a lamp."""
    light = Image.new("L", image.size, 0)
    draw = ImageDraw.Draw(light)
    for step in range(12):
        around = reach * (12 - step) // 12
        draw.ellipse((x - around, y - around, x + around, y + around), fill=6 + step * 13)
    mask = light.filter(ImageFilter.GaussianBlur(reach / 10))
    return Image.composite(Image.blend(image, Image.new("RGB", image.size, LAMP), 0.5), image, mask)


def _jpeg(image: Image.Image, rng: random.Random) -> bytes:
    """With a little grain, as phones make at night: two drawings are never the same bytes."""
    grain = Image.frombytes("L", (WIDE // 4, HIGH // 4), rng.randbytes(WIDE // 4 * HIGH // 4))
    noisy = Image.blend(image, Image.merge("RGB", [grain.resize(image.size)] * 3), 0.06)
    out = io.BytesIO()
    noisy.save(out, "JPEG", quality=78)
    return out.getvalue()
