import pytest

from tests.core.services.samples import BOOK, DAYS, SAMPLE, edition_from, text_of
from yimen.core.places.reading import read_text
from yimen.core.services.editions import Edition
from yimen.core.services.language import Pack
from yimen.core.services.linter import Subject, lint

PACK = """
pack: lighter
name: 样例包
law: 样例法§10
region: {region}
valid: {{from: 2018-01-01}}
changes:
  {service}: {{{change}}}
"""
CODES = frozenset({"sample.first_card"})


def said(name: str, change: str, region: str = "'440000'") -> str:
    pack = read_text(Pack, PACK.format(service=f"sample.{name}", change=change, region=region), "pack.yaml")
    edition = Edition(edition_from(text_of(name)).service, [pack])
    return "\n".join(f"{fault.pack}: {fault}" for fault in lint(Subject(edition, BOOK, DAYS, CODES)))


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("settlement", "time: {promise: [{then: 5 working days}]}"),
        ("card", "fee: {card: [{then: 0 yuan}]}"),
        ("card", "fee: {card: [{when: {reason: lost}, then: 30 yuan}]}"),
        ("card", "drop: [old]"),
        ("card", "channels: {portal: {do: inform}}, accepted_in: country"),
        ("card", "may_apply: [{when: {home: '440200'}, then: ok}]"),
        ("endorsement", "lane: [{when: {destination: MAC}, then: instant}]"),
    ],
)
def test_a_pack_that_lightens_is_clean(name: str, change: str) -> None:
    assert said(name, change) == ""


@pytest.mark.parametrize(
    ("name", "change", "fault"),
    [
        (
            "settlement",
            "time: {promise: [{then: 21 working days}]}",
            "time.promise[0].then: 21 working days ends after 20 working days when it begins on",
        ),
        ("settlement", "time: {statute: [{then: 5 working days}]}", "time.statute: the law sets it; a pack promises"),
        ("card", "fee: {card: [{then: 30 yuan}]}", "fee.card[0].then: 30 yuan is more than 20 yuan on"),
        ("card", "fee: {print: [{then: 0 yuan}]}", "fee.print: there is no fee `print` to lower"),
        ("card", "drop: [photo]", "drop[0]: there is no material `photo`"),
        (
            "card",
            "may_apply: [{when: {reason: lost}, then: officer, why: in_province}]",
            "may_apply[0].then: a pack only lets more people in",
        ),
        ("endorsement", "lane: [{then: two_officers}]", "lane[0].then: two_officers is more than instant"),
        ("endorsement", "channels: {kiosk: {do: inform}}", "channels.kiosk.do: does less than `all`"),
        (
            "endorsement",
            "channels: {kiosk: {do: all, devices: [camera]}}",
            "channels.kiosk.devices: asks for devices that were not needed",
        ),
        (
            "endorsement",
            "channels: {portal: {do: apply, deliver: [post]}}",
            "channels.portal.deliver: hands over in fewer ways",
        ),
        ("endorsement", "accepted_in: city", "accepted_in: narrower than country"),
        ("card", "options: {kinds: [{code: X, zh: 一}]}", "options.kinds: there is no list `kinds`"),
    ],
)
def test_a_pack_never_burdens(name: str, change: str, fault: str) -> None:
    assert f"lighter: changes.sample.{name}.{fault}" in said(name, change)


def test_the_pack_of_the_samples_is_in_force_where_its_region_is(  # a set whose members change with the day
) -> None:
    files = read_text(Pack, (SAMPLE / "packs/faster.yaml").read_text("utf-8"), "faster.yaml")
    edition = Edition(edition_from(text_of("settlement")).service, [files])
    assert lint(Subject(edition, BOOK, DAYS, CODES)) == []
