"""Drawings that stand for photos of talks: a hall from behind, chairs, a board; nobody is in them."""

import random

from PIL import Image, ImageDraw

from prevention.demo.pictures import HIGH, WIDE, _glow, _jpeg

WALLS = ((196, 190, 178), (178, 190, 194), (204, 196, 182))
BOARDS = ((24, 62, 120), (150, 34, 34), (30, 96, 72))
CHAIR, FLOOR, LIGHT = (74, 84, 98), (128, 116, 100), (250, 246, 230)


def hall(rng: random.Random) -> bytes:
    """A room with a screen in front and rows of heads that are only round shapes from behind."""
    image = Image.new("RGB", (WIDE, HIGH), rng.choice(WALLS))
    draw = ImageDraw.Draw(image)
    draw.polygon([(0, HIGH), (0, 470), (WIDE, 470), (WIDE, HIGH)], fill=FLOOR)
    draw.rectangle((250, 90, 710, 350), fill=rng.choice(BOARDS), outline=(60, 60, 60), width=6)
    for row, wide in enumerate((300, 220, 260, 180)):
        top = 128 + row * 50
        draw.rectangle((290, top, 290 + wide + rng.randint(0, 90), top + 18), fill=LIGHT)
    draw.rectangle((742, 300, 812, 470), fill=(112, 78, 48))
    image = _glow(image, WIDE // 2, 40, 380)
    draw = ImageDraw.Draw(image)
    for row in range(3):
        size, base = 46 + row * 22, 440 + row * 96
        for seat in range(9 - row):
            x = 60 + seat * (WIDE - 120) // (8 - row) + rng.randint(-8, 8)
            if rng.random() < 0.16:
                continue
            shade = rng.randint(26, 70)
            draw.ellipse(
                (x - size // 2, base, x + size // 2, base + size), fill=(shade, shade - 6, shade - 8)
            )
            draw.rounded_rectangle(
                (x - size, base + size - 8, x + size, base + 2 * size), radius=16, fill=CHAIR
            )
    return _jpeg(image, rng)
