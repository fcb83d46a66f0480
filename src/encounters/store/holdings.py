"""What is on hand: the releases in the user's store and those bundled with the package, as one."""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from encounters.cbp.datasets import DATASETS
from encounters.config import store_setting
from encounters.names import COLUMNS
from encounters.periods import Month
from encounters.release import Release
from encounters.store import bundled
from encounters.store.history import publication_order

if TYPE_CHECKING:
    import polars as pl

    from encounters.cbp.cells import Cells
    from encounters.store.contents import Contents
    from encounters.store.history import History
    from encounters.store.releases import Store

T = TypeVar("T")


class Holdings:
    """A store and the bundled history, read as they were when this was made."""

    def __init__(self, store: Store | Path, contents: Contents | None = None) -> None:
        self._where, self._contents = store, contents
        self._memory: dict[Hashable, Any] = {}

    @functools.cached_property
    def store(self) -> Store:
        """The store. Most questions are asked without one, so what it takes is imported when it is used."""
        from encounters.store.releases import Store

        return Store(self._where) if isinstance(self._where, Path) else self._where

    @functools.cached_property
    def releases(self) -> tuple[Release, ...]:
        """Every release on hand, oldest publication first; one in the store replaces its bundled twin."""
        own = self.contents.releases if self.contents else ()
        hashes = {release.sha256 for release in own}
        found = (*own, *(release for release in bundled.releases() if release.sha256 not in hashes))
        return tuple(sorted(found, key=publication_order))

    @property
    def newest_first(self) -> list[Release]:
        """Every release on hand by dataset, the newest publication first."""
        return [one for name in DATASETS for one in reversed(self.releases) if one.dataset == name]

    @functools.cached_property
    def contents(self) -> Contents | None:
        """What the store holds; None when there is no store. Raises StoreError."""
        if self._contents is None and not (isinstance(self._where, Path) and _is_absent(self._where)):
            return self.store.contents()
        return self._contents

    def histories(self, dataset: str) -> tuple[History, ...]:
        """All that is known of a dataset: what is shipped, and what is in the store."""
        shipped = bundled.history(dataset)
        found = (shipped, self.contents.history(dataset)) if self.contents else (shipped,)
        return tuple(history for history in found if history.releases)

    @functools.cached_property
    def new_labels(self) -> dict[str, list[str]]:
        """Categories kept under CBP's own name, by dimension."""
        kept: dict[str, list[str]] = {}
        for text in dict.fromkeys(text for release in self.releases for text in release.new_labels):
            dimension, label = text.split(": ", 1)
            kept.setdefault(dimension, []).append(label)
        return kept

    def vintage(
        self, dataset: str, as_of: date | None = None, regions: frozenset[str] = frozenset()
    ) -> dict[Month, Release]:
        """For each month, the newest release of a dataset that covers it, was published by a date and has the regions.

        All of its rows count.
        """

        def compute() -> dict[Month, Release]:
            newest: dict[Month, Release] = {}
            for release in self.releases:
                by_then = as_of is None or release.published.day <= as_of
                if release.dataset == dataset and by_then and regions <= set(release.regions):
                    newest.update(dict.fromkeys(release.months, release))
            return newest

        return self.remembered(("vintage", dataset, as_of, regions), compute)

    def vintage_key(
        self, dataset: str, as_of: date | None = None, regions: frozenset[str] = frozenset()
    ) -> tuple[Release, ...]:
        """What tells vintages apart: which releases answer. Many dates have the same vintage."""
        return self.remembered(
            ("key", dataset, as_of, regions),
            lambda: tuple(dict.fromkeys(self.vintage(dataset, as_of, regions).values())),
        )

    def rows(
        self,
        dataset: str,
        as_of: date | None = None,
        regions: frozenset[str] = frozenset(),
        columns: Sequence[str] = COLUMNS,
    ) -> pl.LazyFrame:
        """The tidy rows of a dataset's vintage: each month from the release that `vintage` names for it."""
        return self.read(dataset, self.vintage(dataset, as_of, regions), columns)

    def remembered(self, key: Hashable, compute: Callable[[], T]) -> T:
        """What `compute` gives, computed once: releases never change, so neither does what follows from them."""
        if key not in self._memory:
            self._memory[key] = compute()
        found: T = self._memory[key]
        return found

    def release_rows(self, release: Release) -> pl.LazyFrame:
        """The tidy rows of one release alone, all of its months. Raises StoreError."""
        return self.read(release.dataset, dict.fromkeys(release.months, release))

    def read(self, dataset: str, newest: Mapping[Month, Release], columns: Sequence[str] = COLUMNS) -> pl.LazyFrame:
        """The tidy rows of each month as the release named for it has them. Raises StoreError."""
        import polars as pl

        return pl.concat(held.rows(months, columns) for held, months in self._histories(dataset, newest))

    def cells(self, dataset: str, newest: Mapping[Month, Release]) -> Cells:
        """The same rows as whole numbers. Raises StoreError."""
        import polars as pl

        from encounters.cbp.cells import alike

        first, *others = alike(*(held.cells_of(months) for held, months in self._histories(dataset, newest)))
        return first.select(pl.concat([first.frame, *(each.frame for each in others)]))

    def _histories(
        self, dataset: str, newest: Mapping[Month, Release]
    ) -> Iterator[tuple[History, Mapping[Month, Release]]]:
        """What is shipped, and what the store has, each with the months that it answers for."""
        shipped = {month: release for month, release in newest.items() if release.origin == "bundled"}
        if shipped:
            yield bundled.history(dataset), shipped
        own = {month: release for month, release in newest.items() if release.origin == "store"}
        if own and self.contents:
            yield self.contents.history_with(dataset, own.values()), own


def _is_absent(folder: Path) -> bool:
    try:
        return not folder.exists()
    except OSError as error:
        from encounters.store.disk import cannot_read

        raise cannot_read(folder, error) from None


def open_store(folder: str | None = None) -> Holdings:
    """What is on hand: the store in `folder`, in ENCOUNTERS_STORE or in the user's data folder, and what is bundled."""
    return Holdings(Path(store_setting(folder).value))
