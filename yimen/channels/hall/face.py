"""Whether somebody at the counter has agreed to be recognised by the face. The way without a face comes first and is always open."""

from yimen.channels.hall.draft_form import Sheet
from yimen.core.rights.consents import agreed
from yimen.web.words import text

SOURCE, TOPIC = "device.face", "face"


def face_choice(sheet: Sheet, *, here: bool) -> str:
    """What the officer reads before a camera is used; nothing where no device looks at faces. `here`: agreed on the screen just now."""
    asked = {name for name, _ in sheet.devices}
    of = sheet.edition.service.facts
    if not any(SOURCE in (of[name].from_ or ()) for name in asked):
        return ""
    person = sheet.case.case.applicant_id or sheet.case.case.agent_id
    return text("intake.face.agreed" if here or (person and agreed(person, TOPIC)) else "intake.face.not_agreed")
