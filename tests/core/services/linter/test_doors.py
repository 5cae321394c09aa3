import pytest

from tests.core.services.samples import changed, faults


@pytest.mark.parametrize(
    ("name", "changes", "said"),
    [
        ("endorsement", [("  kiosk:  {", "  kiosks:  {")], "channels.kiosks: no such door; expected one of portal"),
        (
            "card",
            [("procedure: [{then: registration, law: 样例法§2}]\n", "")],
            "procedure: missing; a service that takes applications needs it",
        ),
        ("card", [("lane: [{then: officer}]\n", "")], "lane: missing"),
        (
            "endorsement",
            [("why: {zh: 要写在卡上。, en: It is written on the card.}", "")],
            "visits.why: a visit needs its reason",
        ),
        (
            "settlement",
            [("visits: {times: 0}", "visits: {times: 0, why: 不用来}")],
            "visits.why: no visit, so no reason for one",
        ),
        (
            "settlement",
            [("visits: {times: 0}", "visits: {times: 1, why: 来一次}"), ("portal: {do: apply,", "portal: {do: all,")],
            "visits.times: the portal claims to do all, so there can be no visit",
        ),
        (
            "settlement",
            [("portal: {do: apply, deliver: [post]}", "portal: {do: inform}")],
            "channels: no visit and not online: offer the post",
        ),
        (
            "settlement",
            [
                ("then: 5 yuan, law: 样例法§6", "then: 0 yuan"),
                ("hall:   {do: all}", "hall:   {do: all, devices: [payment]}"),
            ],
            "channels.hall.devices: there is no fee",
        ),
        (
            "settlement",
            [
                ("portal: {do: apply, deliver: [post]}", "portal: {do: precheck}"),
                ("hall:   {do: all}", "hall:   {do: inform}"),
                ("visits: {times: 0}", "visits: {times: 1, why: 来一次}"),
            ],
            "channels.portal.do: a precheck is accepted at a hall",
        ),
    ],
)
def test_a_door_does_what_the_service_claims(name: str, changes: list[tuple[str, str]], said: str) -> None:
    assert said in faults(changed(name, *changes))


def test_a_fact_that_no_door_can_learn_needs_a_later_row() -> None:
    text = changed(
        "endorsement",
        (
            "  - {then: officer}\n",
            "  - {when: {face_match: false}, then: officer}\n  - {when: {face_match: none}, then: officer}\n",
        ),
    )
    assert "`face_match` cannot be learnt at the portal" in faults(
        text.replace("{face_match: none}, then", "{face_match: not true}, then")
    )
