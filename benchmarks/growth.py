"""How each command grows with the releases in the store: 8, 24, 48 and 96, against the same with 8."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from archive import RELEASES
from measuring import Found, Place, encounters, in_turn, middle, ratio

from encounters.render.palette import FONT, LIGHT
from encounters.render.pen import Area, text
from encounters.render.scale import value_axis

STORES = (8, 24, 48, RELEASES)
AIM, FLAT = "6. growth", 1.2
COMMANDS = {
    "summary": (("summary", "--year", "2023"), FLAT),
    "measure": (("measure", "total", "--year", "2023"), FLAT),
    "trend": (("trend", "--year", "2023", "--by", "component"), FLAT),
    "breakdown": (("breakdown", "--year", "2023", "--by", "citizenship"), FLAT),
    "compare": (("compare", "FY2023", "FY2022"), FLAT),
    "check": (("check", "--exit-zero"), FLAT),
    "revisions": (("revisions",), FLAT),
    "status": (("status",), FLAT),
    "find": (("find", "171840"), 4.0),
}
WIDTH, HEIGHT, LEFT, RIGHT = 640, 300, 48, 110


def found(place: Place, rounds: int) -> Iterator[Found]:
    """A line for each command and each store but the first."""
    for name, (arguments, most) in COMMANDS.items():
        commands = [encounters(*arguments, "--store", place.store(releases)) for releases in STORES]
        base, *rest = in_turn(commands, rounds)
        for releases, costs in zip(STORES[1:], rest, strict=True):
            what = f"`{name}`, {releases} releases"
            yield Found(AIM, what, middle(costs), ratio(costs, base), f"with {STORES[0]}", most)


def picture(lines: list[Found]) -> str:
    """The growth of every command as SVG: what stays flat in grey, what grows in colour and named at its end."""
    grown = {
        name: [1.0, *(line.ratio for line in own)]
        for name, own in groupby(lines, key=lambda line: line.what.split("`")[1])
    }
    axis = value_axis([ratio for ratios in grown.values() for ratio in ratios], "multiple", 5)
    area = Area(LEFT, 30, WIDTH - LEFT - RIGHT, HEIGHT - 80, (STORES[0], STORES[-1]), axis)
    end = WIDTH - RIGHT + 8
    drawn = [text((12, 18), "User and system time, as a multiple of the same with 8 releases", LIGHT.ink)]
    for tick in axis.ticks:
        y = area.y(tick)
        drawn.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="{LIGHT.rule}"/>')
        drawn.append(text((LEFT - 8, y + 4), f"{tick:g}", LIGHT.soft, "end"))
    drawn += [text((area.x(place), HEIGHT - 28), str(place), LIGHT.soft, "middle") for place in STORES]
    drawn.append(text((area.x(sum(area.span) / 2), HEIGHT - 8), "releases in the store", LIGHT.soft, "middle"))
    flat = [name for name, ratios in grown.items() if ratios[-1] <= FLAT]
    drawn += [_path(area, grown[name], LIGHT.tone(None)) for name in flat]
    drawn.append(text((end, area.y(1.0) + 4), f"{len(flat)} others", LIGHT.soft))
    for tone, name in enumerate(name for name in grown if name not in flat):
        color = LIGHT.tone(tone)
        drawn += [_path(area, grown[name], color), text((end, area.y(grown[name][-1]) + 4), name, color)]
    told = ", ".join(f"{name} {ratios[-1]:.2f}" for name, ratios in grown.items())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'font-family="{FONT}" role="img" aria-label="Growth from 8 to 96 releases: {told}">'
        f'<rect width="100%" height="100%" fill="{LIGHT.ground}"/>{"".join(drawn)}</svg>\n'
    )


def _path(area: Area, ratios: list[float], color: str) -> str:
    places = " ".join(f"{area.x(at):.1f} {area.y(ratio):.1f}" for at, ratio in zip(STORES, ratios, strict=True))
    return f'<path d="M{places}" fill="none" stroke="{color}" stroke-width="2.4" stroke-linejoin="round"/>'
