"""Editions: a service file with the packs that are switched on, its tables compiled when first used and kept.

An edition is what a case is pinned to for life. Its digest is its identity, so nothing is ever invalidated.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from yimen.core.places.law_book import LawBook
from yimen.core.services.canonical import canonical, digest
from yimen.core.services.facts import ancestry, root
from yimen.core.services.items import dimensions
from yimen.core.services.language import Area, Body, Change, Channel, Material, Option, Pack, Row, Service, Words
from yimen.core.services.tables import Decide, Place, Standing, compile_table

Tables = dict[str, list[Standing]]
Passing = Literal["none", "unaskable", "unasked"]  # unknown facts whose rows are passed over
KEPT = 20_000  # compiled tables an edition keeps before it starts afresh
DAY = timedelta(days=1)


@dataclass(eq=False)
class Edition:
    """`number` counts the editions of a service; 0 is one that nobody has published yet."""

    service: Service
    packs: Sequence[Pack] = ()
    number: int = 0
    _compiled: dict[tuple[object, ...], Decide] = field(default_factory=dict, repr=False)
    _days: dict[tuple[str, str], list[date]] = field(default_factory=dict, repr=False)

    @cached_property
    def canonical(self) -> str:
        return canonical(self.service, self.packs)

    @cached_property
    def digest(self) -> str:
        return digest(self.canonical)

    @cached_property
    def changes(self) -> list[tuple[Pack, Change]]:
        code = self.service.service
        return [(pack, pack.changes[code]) for pack in self.packs if code in pack.changes]

    @cached_property
    def tables(self) -> Tables:
        """Every table by its path in the file; options and materials are small tables of their own."""
        service = self.service
        named = {name: getattr(service, name) for name in ("may_apply", "lane", "decided_by", "procedure", "valid_for")}
        named |= {f"fee.{item}": rows for item, rows in service.fee.items()}
        named |= {f"time.{kind}": rows for kind, rows in vars(service.time).items()}
        tables = {name: standing(rows) for name, rows in named.items() if rows}
        for pack, change in reversed(self.changes):
            for name, rows in tables_of(change).items():
                tables[name] = on_top(pack, rows) + tables.get(name, [])
        tables |= {f"options.{name}.{one.code}": option_rows(one, pack) for name, one, pack in self.options}
        tables |= {f"bodies.{one.authority}": body_rows(one) for one in service.bodies}
        return tables | {f"materials.{one.id}": material_rows(one) for one in service.materials}

    @cached_property
    def local(self) -> frozenset[str]:
        """The tables that depend on the accepting place."""
        return frozenset(table for table, rows in self.tables.items() if any(one.here for one in rows))

    @cached_property
    def options(self) -> list[tuple[str, Option, Pack | None]]:
        """Every option with the list it stands in, those of the packs behind those of the file."""
        own = [(name, one, None) for name, listed in self.service.options.items() for one in listed]
        added = [
            (name, one, pack)
            for pack, change in self.changes
            for name, listed in change.options.items()
            for one in listed
        ]
        return [*own, *added]

    @cached_property
    def tainted(self) -> frozenset[str]:
        """Facts that are secret or derived from a secret one."""
        facts = self.service.facts
        return frozenset(name for name in facts if any(facts[one].secret for one in ancestry(facts, name)))

    @cached_property
    def item_facts(self) -> dict[str, str]:
        """For each fact that differs from item to item the `item_of` fact on which it depends."""
        return {name: min(found) for name, found in dimensions(self.service).items()}

    @cached_property
    def proofs(self) -> dict[str, Material]:
        """For each fact that a material proves, and what it is derived from, that material."""
        facts = self.service.facts
        found: dict[str, Material] = {}
        for material in self.service.materials:
            for name in ancestry(facts, material.proves) if material.proves else ():
                found.setdefault(name, material)
        return found

    @cached_property
    def unaskable(self) -> frozenset[str]:
        """Facts that neither a person nor a paper can tell: only a register, a certificate or a device."""
        facts = self.service.facts
        return frozenset(
            name
            for name in facts
            if not facts[root(facts, name)].ask and not any(one in self.proofs for one in ancestry(facts, name))
        )

    @cached_property
    def unasked(self) -> frozenset[str]:
        """Facts that no question asks for: all that a visitor whom nobody has identified cannot be expected to show."""
        facts = self.service.facts
        return frozenset(name for name in facts if not facts[root(facts, name)].ask)

    def with_pack(self, pack: Pack) -> "Edition":
        """The same service with one more pack; packs stand in the order of their names."""
        others = [one for one in self.packs if one.pack != pack.pack]
        return Edition(self.service, sorted([*others, pack], key=lambda one: one.pack))

    def without_packs(self) -> "Edition":
        return self if not self.packs else Edition(self.service)

    def without_pack(self, name: str) -> "Edition":
        return Edition(self.service, [one for one in self.packs if one.pack != name])

    def secret(self, names: Iterable[str]) -> bool:
        return not self.tainted.isdisjoint(names)

    def choices(self, name: str) -> Mapping[str, Words]:
        """The choices of a fact with their texts, whether they stand with it or in a list of options."""
        found = self.service.facts[name].choices or {}
        return (
            {one.code: one.zh for listed, one, _ in self.options if listed == found}
            if isinstance(found, str)
            else found
        )

    def facts_of(self, table: str) -> set[str]:
        """Every fact that a table may read."""
        return {name for one in self.tables.get(table, []) for name, _ in one.conditions}

    def item_of(self, table: str) -> str | None:
        """The `item_of` fact whose items a table is worked out for, one by one."""
        return next((self.item_facts[name] for name in sorted(self.facts_of(table)) if name in self.item_facts), None)

    def channels(self, place: Place) -> dict[str, Channel]:
        """The doors of the service, with those that a pack adds here and now."""
        added = [change.channels for pack, change in self.changes if reaches(pack, place)]
        return {**self.service.channels, **{name: door for doors in added for name, door in doors.items()}}

    def accepted_in(self, place: Place) -> Area:
        """Where one may apply, as a pack may have widened it here and now."""
        widened = (change.accepted_in for pack, change in self.changes if reaches(pack, place))
        return next((area for area in widened if area), self.service.accepted_in)

    def dropped(self, place: Place) -> dict[str, Pack]:
        """Materials that a pack makes needless here and now."""
        return {name: pack for pack, change in self.changes if reaches(pack, place) for name in change.drop}

    def turning_days(self, table: str, book: LawBook) -> list[date]:
        """The days on which a table may change: each `from`, each day after a `to`, and those of the law book."""
        key = (table, book.digest)
        if key not in self._days:
            spans = [span for one in self.tables[table] for span in one.spans]
            days = {span.from_ for span in spans} | {span.to + DAY for span in spans if span.to < date.max}
            self._days[key] = sorted(days.union(book.turning_days()))
        return self._days[key]

    def decide(self, table: str, place: Place, passing: Passing = "none") -> Decide:
        """The compiled table of the interval around a day at an accepting place; facts of `passing` stop nothing."""
        interval = bisect_right(self.turning_days(table, place.book), place.on)
        here = place.here if table in self.local else ""
        key = (table, place.book.digest, interval, here, passing)
        if key not in self._compiled:
            if len(self._compiled) >= KEPT:
                self._compiled.clear()
            passed: frozenset[str] = frozenset() if passing == "none" else getattr(self, passing)
            self._compiled[key] = compile_table(table, self.tables[table], self.service.facts, place, passed)
        return self._compiled[key]


def standing(rows: Iterable[Row]) -> list[Standing]:
    return [Standing.of(row, number) for number, row in enumerate(rows)]


def tables_of(change: Change) -> dict[str, list[Row]]:
    named = {"may_apply": change.may_apply, "lane": change.lane}
    named |= {f"fee.{item}": rows for item, rows in change.fee.items()}
    named |= {f"time.{kind}": rows for kind, rows in vars(change.time).items()}
    return {name: rows for name, rows in named.items() if rows}


def within(pack: Pack, one: Standing) -> Standing:
    """A row of a pack: it cites the pack's law and holds only within the pack's region and days."""
    row = replace(one.row, law=one.row.law or pack.law, mark=one.row.mark if one.row.law else pack.mark)
    return replace(one, row=row, pack=pack.pack, spans=(*one.spans, pack.valid), regions=(*one.regions, pack.region))


def on_top(pack: Pack, rows: Iterable[Row]) -> list[Standing]:
    return [within(pack, one) for one in standing(rows)]


def reaches(pack: Pack, place: Place) -> bool:
    return pack.valid.holds(place.on) and place.book.covers(pack.region, place.here, place.on)


def option_rows(option: Option, pack: Pack | None) -> list[Standing]:
    """Shown when `when` holds; offered when `open_when` holds too."""
    row = Row(then="offer", law=option.law, mark=option.mark, from_=option.from_, to=option.to, region=option.region)
    shown, opened = tuple(option.when.items()), tuple(option.open_when.items())
    rows = [replace(Standing.of(row, 0), conditions=shown + opened)]
    if opened:
        rows.append(replace(Standing.of(replace(row, then="refuse", why=option.why), 0), conditions=shown))
    return [*(within(pack, one) if pack else one for one in rows), Standing.of(Row(then="hide"), 0)]


def body_rows(body: Body) -> list[Standing]:
    """Asked where `when` holds."""
    row = Row(
        when=body.when, then="ask", law=body.law, mark=body.mark, from_=body.from_, to=body.to, region=body.region
    )
    return [Standing.of(row, 0), Standing.of(Row(then="spare"), 0)]


def material_rows(material: Material) -> list[Standing]:
    row = Row(
        when=material.when, then="need", law=material.law, mark=material.mark,
        from_=material.from_, to=material.to, region=material.region,
    )  # fmt: skip
    return [Standing.of(row, 0), Standing.of(Row(then="spare"), 0)]
