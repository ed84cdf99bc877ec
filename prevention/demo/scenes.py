"""Drawings of hazards before and after: the same place seen from the same spot, with and without what is wrong."""

import random
from collections.abc import Callable

from PIL import Image, ImageDraw

from hazards.choices import HazardKind
from prevention.demo.pictures import HIGH, WIDE, _glow, _jpeg, open_well, torn_fence

WALL, FLOOR, DOOR, BOX, STEEL = (92, 96, 98), (64, 62, 60), (58, 84, 70), (150, 112, 70), (170, 174, 178)
RED, GREEN, DARK, LIGHT = (190, 44, 40), (40, 150, 92), (24, 26, 30), (236, 232, 214)
Draw = ImageDraw.ImageDraw


def _corridor() -> tuple[Image.Image, Draw]:
    """A corridor that leads to a door with a green sign above."""
    image = Image.new("RGB", (WIDE, HIGH), WALL)
    draw = ImageDraw.Draw(image)
    draw.polygon([(0, HIGH), (340, 430), (620, 430), (WIDE, HIGH)], fill=FLOOR)
    draw.polygon([(0, 0), (340, 170), (340, 430), (0, HIGH)], fill=(104, 108, 110))
    draw.polygon([(WIDE, 0), (620, 170), (620, 430), (WIDE, HIGH)], fill=(98, 102, 104))
    draw.polygon([(0, 0), (WIDE, 0), (620, 170), (340, 170)], fill=(126, 128, 126))
    draw.rectangle((400, 214, 560, 430), fill=DOOR, outline=DARK, width=4)
    draw.rectangle((436, 182, 524, 206), fill=GREEN)
    draw.rectangle((446, 100, 514, 112), fill=LIGHT)
    return image, draw


def blocked_exit(rng: random.Random, *, after: bool) -> bytes:
    image, draw = _corridor()
    draw.rectangle((474, 310, 488, 340), fill=STEEL)
    if not after:
        for x, y, side in ((300, 470, 150), (440, 430, 120), (520, 500, 170), (330, 380, 100)):
            shift = rng.randint(-14, 14)
            draw.rectangle(
                (x + shift, y, x + shift + side, y + side), fill=BOX, outline=(96, 70, 40), width=4
            )
            draw.line(
                [(x + shift, y + side // 2), (x + shift + side, y + side // 2)], fill=(196, 160, 110), width=8
            )
        for x in range(412, 552, 24):
            draw.ellipse((x, 316, x + 28, 336), outline=STEEL, width=6)
    return _jpeg(image, rng)


def extinguisher(rng: random.Random, *, after: bool) -> bytes:
    image, draw = _corridor()
    draw.rectangle((118, 300, 262, 620), fill=(214, 210, 200), outline=DARK, width=4)
    for x in (134, 196):
        draw.rounded_rectangle((x, 380, x + 50, 600), radius=20, fill=RED if after else (96, 60, 58))
        draw.rectangle((x + 16, 348, x + 34, 384), fill=DARK)
        draw.rectangle((x + 8, 450, x + 42, 500), fill=GREEN if after else (220, 190, 70))
    if not after:
        draw.rectangle((80, 470, 330, 680), fill=BOX, outline=(96, 70, 40), width=5)
    return _jpeg(image, rng)


def wiring(rng: random.Random, *, after: bool) -> bytes:
    image, draw = _corridor()
    draw.rectangle((690, 250, 800, 400), fill=STEEL, outline=DARK, width=4)
    if after:
        draw.rectangle((736, 80, 752, 250), fill=LIGHT)
        draw.rectangle((736, 400, 752, 640), fill=LIGHT)
    else:
        for number in range(6):
            x = 700 + number * 16
            path = [(x, 40 + number * 8)]
            path += [(x + rng.randint(-70, 70), y) for y in range(80, 640, 70)]
            draw.line(path, fill=(30, 30, 34) if number % 2 else (150, 60, 50), width=5, joint="curve")
        draw.rectangle((640, 590, 760, 626), fill=LIGHT, outline=DARK, width=3)
    return _jpeg(image, rng)


def charging(rng: random.Random, *, after: bool) -> bytes:
    image, draw = _corridor()
    if not after:
        x = 250 + rng.randint(-20, 20)
        for wheel in (x, x + 250):
            draw.ellipse((wheel, 520, wheel + 130, 650), outline=DARK, width=16)
        draw.line([(x + 65, 585), (x + 150, 470), (x + 290, 480), (x + 315, 585)], fill=RED, width=22)
        draw.line([(x + 290, 480), (x + 300, 400), (x + 350, 390)], fill=STEEL, width=10)
        draw.rectangle((x + 110, 440, x + 210, 470), fill=DARK)
        draw.line([(x + 160, 560), (x - 40, 640), (60, 600), (60, 380)], fill=(230, 200, 70), width=6)
    draw.rectangle((44, 356, 76, 392), fill=LIGHT, outline=DARK, width=3)
    return _jpeg(image, rng)


def cylinder(rng: random.Random, *, after: bool) -> bytes:
    image, draw = _corridor()
    stove = (560, 470, 760, 620)
    draw.rectangle(stove, fill=(70, 74, 78), outline=DARK, width=4)
    draw.ellipse((610, 446, 710, 486), fill=DARK)
    for x in range(620, 700, 16):
        draw.polygon([(x, 450), (x + 8, 410 + rng.randint(0, 14)), (x + 16, 450)], fill=(90, 150, 240))
    x = 170 if after else 470
    draw.rounded_rectangle((x, 440, x + 86, 640), radius=30, fill=(150, 156, 160), outline=DARK, width=3)
    draw.rectangle((x + 30, 410, x + 56, 444), fill=DARK)
    hose = [(x + 43, 410), (x + 70, 380), (stove[0], 520)]
    draw.line(hose, fill=(210, 120, 40) if after else (120, 70, 40), width=8, joint="curve")
    return _jpeg(image, rng)


def lamp(rng: random.Random, *, after: bool) -> bytes:
    image = Image.new("RGB", (WIDE, HIGH), (14, 18, 28))
    draw = ImageDraw.Draw(image)
    draw.polygon([(0, HIGH), (330, 400), (630, 400), (WIDE, HIGH)], fill=(34, 37, 43))
    draw.rectangle((470, 120, 482, 560), fill=(60, 64, 70))
    if after:
        image = _glow(image, 476, 120, 460)
        draw = ImageDraw.Draw(image)
    draw.ellipse((446, 96, 506, 136), fill=(255, 214, 140) if after else (46, 48, 54))
    return _jpeg(image, rng)


def shelf(rng: random.Random, *, after: bool) -> bytes:
    """A shop's counter: with or without the notice that nothing is sold to minors, the register beside it."""
    image, draw = _corridor()
    draw.rectangle((120, 470, 840, 680), fill=(120, 92, 66), outline=DARK, width=4)
    for x in range(150, 820, 74):
        draw.rectangle((x, 420, x + 50, 470), fill=rng.choice((RED, (200, 180, 90), (80, 110, 160))))
    if after:
        draw.rectangle((350, 520, 610, 640), fill=LIGHT, outline=RED, width=8)
        draw.ellipse((380, 545, 450, 615), outline=RED, width=10)
        draw.line([(390, 605), (440, 555)], fill=RED, width=10)
        for y in (560, 584, 608):
            draw.line([(475, y), (590, y)], fill=DARK, width=6)
    return _jpeg(image, rng)


def _road(rng: random.Random, *, after: bool) -> bytes:
    if not after:
        return open_well(rng)
    image = Image.new("RGB", (WIDE, HIGH), (14, 18, 28))
    draw = ImageDraw.Draw(image)
    draw.polygon([(0, HIGH), (330, 400), (630, 400), (WIDE, HIGH)], fill=(34, 37, 43))
    image = _glow(image, 560, 420, 520)
    draw = ImageDraw.Draw(image)
    draw.ellipse((360, 450, 630, 586), fill=(70, 72, 75))
    draw.ellipse((372, 456, 622, 572), fill=(104, 106, 109))
    for step in range(24, 220, 28):
        draw.line([(382 + step, 470), (390 + step, 556)], fill=(78, 80, 83), width=6)
    return _jpeg(image, rng)


def _water(rng: random.Random, *, after: bool) -> bytes:
    if not after:
        return torn_fence(rng)
    image = Image.new("RGB", (WIDE, HIGH), (14, 18, 28))
    draw = ImageDraw.Draw(image)
    image = _glow(image, 200, 60, 420)
    draw = ImageDraw.Draw(image)
    for x in range(-HIGH, WIDE + HIGH, 34):
        draw.line([(x, 170), (x + 330, 500)], fill=(128, 132, 136), width=2)
        draw.line([(x, 500), (x + 330, 170)], fill=(128, 132, 136), width=2)
    for x in range(40, WIDE, 220):
        draw.rectangle((x, 150, x + 14, 540), fill=(92, 96, 101))
    draw.line([(0, 166), (WIDE, 166)], fill=(104, 108, 112), width=6)
    return _jpeg(image, rng)


Scene = Callable[..., bytes]
SCENES: dict[HazardKind, Scene] = {
    HazardKind.FIRE_EXIT: blocked_exit,
    HazardKind.STRUCTURE: blocked_exit,
    HazardKind.CROWDING: blocked_exit,
    HazardKind.FIRE_EQUIPMENT: extinguisher,
    HazardKind.CHEMICALS: extinguisher,
    HazardKind.WIRING: wiring,
    HazardKind.CHARGING: charging,
    HazardKind.GAS: cylinder,
    HazardKind.LIGHTING: lamp,
    HazardKind.SECURITY: lamp,
    HazardKind.ROAD: _road,
    HazardKind.WATER: _water,
}


def scene_of(kind: str) -> Scene:
    """The drawing that stands for photos of such a hazard."""
    return SCENES.get(HazardKind(kind), shelf)
