"""What commands share: the holdings, the period asked for, and handing an answer to render."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from msgspec import Struct
from msgspec.structs import replace

from encounters.errors import ClaimsFileError, EncountersError, ExitCode, PeriodError
from encounters.results import Table, Value, and_list

if TYPE_CHECKING:
    from encounters.cli.options import FilterOptions, PeriodOptions
    from encounters.cli.outputs import OutputOptions
    from encounters.periods import Period
    from encounters.render.formats import Answer
    from encounters.results import Selection
    from encounters.store.holdings import Holdings
    from encounters.tables import asked

PLAIN = ("latest", "now", "all", "since ", "from ", "after ", "before ")
"""Words for the newest data that say so themselves."""


class Asked(Struct, frozen=True, dict=True):
    """A command's options, read: what is on hand, the selection, and what it is split by."""

    periods: PeriodOptions
    filters: FilterOptions
    output: OutputOptions
    split: tuple[str, ...] = ()
    times: tuple[str, ...] = ()

    @cached_property
    def holdings(self) -> Holdings:
        """What is on hand."""
        from encounters.store.holdings import open_store

        return open_store(self.output.store)

    @cached_property
    def _read(self) -> asked.Asked:
        from encounters.tables import asked

        choices = self.filters.choices(self.holdings.new_labels)
        return asked.asked(self.holdings, choices, self.filters.vintage, self.split, self.times)

    @property
    def by(self) -> tuple[str, ...]:
        """The dimensions, and of `times` those, that the answer is split by."""
        return self._read.by

    @property
    def found(self) -> Selection:
        """What the filters choose, and the split leaves of it, in the newest month on hand."""
        return self._read.newest

    def months(self) -> Period:
        """The months on hand of what is asked."""
        return self._read.months

    def selection(self, default: str = "year") -> Selection:
        """The selection asked for; without a period, the last fiscal year on hand (`year`) or all of it (`all`)."""
        from encounters.periods import Period

        fallback = self.months if default == "all" else lambda: Period.year_to_date(self.months().last)
        period = self.periods.chosen(self.months, fallback)
        self.tell(self.periods.text, [period])
        if self.periods.is_open and self._read.narrowed:
            self._note(f"The newest month on hand{self._split()} is {self.months().last.name}.")
        return self._read.during(period)

    def period(self, text: str, kind: str = "") -> Period:
        """A further period, as an option names it; a bare year is of a kind, where one is said. Raises PeriodError."""
        try:
            period = self._read.period(text, kind)
        except PeriodError as error:
            from encounters.cli.options import in_quotes

            error.hint = in_quotes(text, self.periods.words, self.months) or error.hint
            raise
        self.tell(text, [period])
        return period

    def tell(self, text: str, periods: Sequence[Period]) -> None:
        """Tell on stderr what words that depend on the newest data came to."""
        from encounters.periods import counted_from_the_newest

        if not text or not counted_from_the_newest(text):
            return
        if self._read.narrowed or not text.casefold().startswith(PLAIN):
            said = ", ".join(period.label() for period in periods)
            newest = f"{self.months().last.name}, the newest on hand{self._split()}"
            self._note(f"'{text}' is {said}: counted from {newest}.")

    def _split(self) -> str:
        """What the months on hand are fewer for, in words; nothing where they are not."""
        return f" by {and_list(self.by)}" if self._read.narrowed else ""

    def _note(self, text: str) -> None:
        from encounters.render.emit import note

        note(text, self.output.quiet)


def show(answer: Answer, output: OutputOptions, notes: Sequence[str] = (), full: bool = False) -> int:
    """Render an answer and write it; what there is to tell, `notes` among it, goes to stderr."""
    return show_each([answer], output, notes, full)


def show_each(answers: Sequence[Answer], output: OutputOptions, notes: Sequence[str] = (), full: bool = False) -> int:
    """Write answers one after the other. All are rendered before: what one rests on may be read as late as then, and
    a store that is damaged is told of instead of a part."""
    from encounters.render.emit import emit, look, note
    from encounters.render.formats import render

    chosen = output.chosen
    appearance = replace(look(output.output, output.color, output.bom), theme=cast("Any", output.picture), full=full)
    rendered = [render(answer, chosen, appearance) for answer in answers]
    for answer, one in zip(answers, rendered, strict=True):
        emit(one.content, output.output)
        for line in [*one.notes, *notes, *_due(answer, output.store)]:
            note(line, output.quiet)
    return ExitCode.DONE


def _due(answer: Answer, store: str | None) -> list[str]:
    """That newer data than the bundled releases' is due by now, and how to get it."""
    scope = answer.scope if isinstance(answer, Table | Value) else None
    if scope is None or not scope.used:
        return []
    from datetime import date

    from encounters.store.holdings import open_store
    from encounters.tables.due import due

    told = due(open_store(store), scope, date.today())
    return [told] if told else []


def tell(error: EncountersError) -> int:
    """An error as a line, and its hint as another, on stderr, in options but for a claims file's. Returns its code."""
    from encounters.cli.in_options import in_options
    from encounters.render.emit import fault

    tell = str if isinstance(error, ClaimsFileError) else in_options
    fault(tell(error.message), error.hint and tell(error.hint))
    return error.exit_code
