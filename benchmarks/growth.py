"""How each command grows with the releases in the store: 8, 24, 48 and 96, against the same with 8."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from archive import RELEASES
from measuring import Found, Place, encounters, in_turn, middle, ratio

from encounters.render.drawing import Line, Point
from encounters.render.palette import FONT, LIGHT
from encounters.render.pen import Area, stroke, text
from encounters.render.scale import value_axis

STORES = (8, 24, 48, RELEASES)
AIM = "6. growth"
COMMANDS = {
    "summary": (("summary", "--year", "2023"), 1.2),
    "measure": (("measure", "total", "--year", "2023"), 1.2),
    "trend": (("trend", "--year", "2023", "--by", "component"), 1.2),
    "breakdown": (("breakdown", "--year", "2023", "--by", "citizenship"), 1.2),
    "compare": (("compare", "FY2023", "FY2022"), 1.2),
    "check": (("check", "--exit-zero"), 1.2),
    "revisions": (("revisions",), 1.2),
    "status": (("status",), 1.2),
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
    grown = [_line(name, list(own)) for name, own in groupby(lines, key=lambda line: line.what.split("`")[1])]
    flat, risen = ([line for line in grown if (line.points[-1].value > 1.2) is rises] for rises in (False, True))
    values = [point.value for line in grown for point in line.points]
    area = Area(LEFT, 30, WIDTH - LEFT - RIGHT, HEIGHT - 80, (STORES[0], STORES[-1]), value_axis(values, "multiple", 5))
    drawn = [text((12, 18), "User and system time, as a multiple of the same with 8 releases", LIGHT.ink)]
    for tick in area.axis.ticks:
        y = area.y(tick)
        drawn.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="{LIGHT.rule}"/>')
        drawn.append(text((LEFT - 8, y + 4), f"{tick:g}", LIGHT.soft, "end"))
    drawn += [text((area.x(place), HEIGHT - 28), str(place), LIGHT.soft, "middle") for place in STORES]
    drawn.append(text((area.x(sum(area.span) / 2), HEIGHT - 8), "releases in the store", LIGHT.soft, "middle"))
    drawn += [stroke(line, None, area, LIGHT) for line in flat]
    drawn.append(text((WIDTH - RIGHT + 8, area.y(1.0) + 4), f"{len(flat)} others", LIGHT.soft))
    for tone, line in enumerate(risen):
        at = WIDTH - RIGHT + 8, area.y(line.points[-1].value) + 4
        drawn += [stroke(line, tone, area, LIGHT), text(at, line.name, LIGHT.tone(tone))]
    names = ", ".join(f"{line.name} {line.points[-1].value:.2f}" for line in grown)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'font-family="{FONT}" role="img" aria-label="Growth from 8 to 96 releases: {names}">'
        f'<rect width="100%" height="100%" fill="{LIGHT.ground}"/>{"".join(drawn)}</svg>\n'
    )


def _line(name: str, own: list[Found]) -> Line:
    later = (Point(releases, "", line.ratio) for releases, line in zip(STORES[1:], own, strict=True))
    return Line(name, (Point(STORES[0], "", 1.0), *later))
