"""The switchboard: explicit lists of what this installation consists of. Nothing registers itself."""

# This node, where YIMEN_NODE does not say otherwise, and the neighbour that the demo runs beside it.
NODE = {"code": "gd", "region": "440000", "name": "示例省公安厅"}
NEIGHBOUR = {"code": "hn", "region": "430000", "name": "示例邻省公安厅"}

VERTICALS = ["exit_entry", "household", "fire", "traffic", "public_order"]

CHANNELS = ["portal", "hall", "api", "exchange", "demo"]

# port → name → adapter. A register's name is the part of a fact's source before the dot.
ADAPTERS: dict[str, dict[str, str]] = {
    "registers": {
        "civil_affairs": "yimen.adapters.registers.demo.Demo",
        "e_certificate": "yimen.adapters.registers.demo.Demo",
        "education": "yimen.adapters.registers.demo.Demo",
        "exit_entry": "yimen.adapters.registers.demo.Demo",
        "health": "yimen.adapters.registers.demo.Demo",
        "housing": "yimen.adapters.registers.demo.OfOrganisations",
        "human_resources": "yimen.adapters.registers.demo.Demo",
        "land": "yimen.adapters.registers.demo.Demo",
        "market": "yimen.adapters.registers.demo.OfOrganisations",
        "photo_library": "yimen.adapters.registers.demo.Demo",
        "population": "yimen.adapters.registers.demo.Demo",
        "public_security": "yimen.adapters.registers.demo.Demo",
        "residence": "yimen.adapters.registers.demo.Demo",
        "traffic": "yimen.adapters.registers.demo.Demo",
    },
    "identity": {"default": "yimen.adapters.identity.oidc.Oidc"},
    "passkeys": {"default": "yimen.adapters.passkeys.fido.Fido"},
    "seals": {"default": "yimen.adapters.seals.demo.Demo", "pades": "yimen.adapters.seals.pades.Pades"},
    "typesetting": {"default": "yimen.adapters.typesetting.typst.Typst"},
    "scanner": {"demo": "yimen.adapters.scanner.demo.Demo", "clamav": "yimen.adapters.scanner.clamav.ClamAv"},
    "workbooks": {"default": "yimen.adapters.workbooks.excel.Excel"},
    "ocr": {"rapid": "yimen.adapters.ocr.rapid.Rapid"},
    "letters": {
        "default": "yimen.adapters.letters.demo.Demo",
        "https": "yimen.adapters.letters.https.Https",
    },
    "messages": {"demo": "yimen.adapters.messages.demo.Demo", "smpp": "yimen.adapters.messages.smpp.Smpp"},
    "payments": {"demo": "yimen.adapters.payments.demo.Demo"},
}

# (move, handler): filed as one job each in the transaction of the move.
AFTER_EVENT: list[tuple[str, str]] = [
    ("home", "yimen.core.cases.letters.tell_home"),  # every move of a case that another authority decides
    ("tell_person", "yimen.core.notices.telling.tell_person"),
    ("invite_at_receipt", "yimen.core.notices.telling.invite_at_receipt"),
    ("invite_at_completion", "yimen.core.notices.telling.invite_at_completion"),
    *((move, "yimen.core.work.assigning.assign") for move in ("accept", "accept_owed", "accept_by_silence", "recuse")),
    ("pay", "yimen.core.payments.window.taken"),
    ("amend", "yimen.core.payments.following.fee_changed"),
    ("supply", "yimen.core.payments.following.fee_changed"),
    ("learn", "yimen.core.payments.following.fee_changed"),
    ("deliver", "yimen.core.notices.delivering.handed_over"),
    ("withdraw", "yimen.core.payments.following.ended"),
    ("not_accept", "yimen.core.payments.following.ended"),
    ("not_preaccept", "yimen.core.payments.following.ended"),
    ("reject", "yimen.core.payments.following.ended"),
]

# Is something of a case's fee under way at a gateway? (id of the case) -> bool; the trunk asks before a window takes money.
BEING_PAID = "yimen.core.payments.orders.being_paid"

# How far the full province of the demo has been written.
DEMO_PROGRESS = "yimen.config.demo.crowd.filling.progress"

# The gateway at which a person pays here: a name under ADAPTERS["payments"].
GATEWAY = "demo"

# The provider of short messages: a name under ADAPTERS["messages"].
MESSAGES = "demo"

# The scanner that looks for viruses: a name under ADAPTERS["scanner"].
SCANNER = "demo"

# Who reads the writing in pictures, where the extra `ocr` is installed: a name under ADAPTERS["ocr"].
OCR = "rapid"

# What a letter of each kind does here.
LETTERS: dict[str, str] = {
    "case.copy": "yimen.core.cases.copies.keep_case",
    "case.document": "yimen.core.cases.copies.keep_document",
    "case.events": "yimen.core.cases.copies.keep_case",
    "move.answer": "yimen.core.cases.requests.answered",
    "move.request": "yimen.core.cases.requests.requested",
    "register.answer": "yimen.core.exchange.tickets.by_letter",
}

# The same, in the demo only.
LETTERS_DEMO: dict[str, str] = {
    "demo.clock": "yimen.channels.demo.clock.by_letter",
}

# Who plays in the demo: () -> .persons by name, for doors that let one be somebody.
CAST = "yimen.channels.demo.cast.cast"

# (request) -> where a visitor is on a guided tour, or None.
TOUR = "yimen.channels.demo.touring.bar"

# Who is told that a register gave an answer it owed: handler(case id or None, source).
AFTER_ANSWER: list[str] = ["yimen.core.cases.resuming.answered"]

# Who is told that another node was entered: handler(code of the node).
AFTER_PEER: list[str] = ["yimen.core.cases.letters.tell_peer"]

# Who has the words of papers: (row of a paper, public path of its decision) -> content.Made, for the job that makes the file.
PAPER_WORDS = "yimen.web.letters.composing.made"

# Tables that the application may read but never write: their only writers are functions of the owner.
READ_ONLY_TABLES: list[str] = [
    "cases_case",
    "cases_certificate",
    "cases_correction",
    "cases_defect",
    "cases_event",
    "cases_fee",
    "cases_owed",
    "cases_paper",
    "cases_party",
    "cases_pledge",
    "cases_remedy",
    "cases_review",
    "cases_revocation",
    "cases_series",
    "payments_bill",
    "payments_billseries",
    "payments_entry",
    "payments_feerow",
    "payments_order",
    "payments_payment",
    "payments_refund",
]

# Tables whose rows are files, for `manage.py verify_files`: sealed content, its digest (SHA-256 of the clear content), id and case_id.
FILES: list[str] = ["cases_document", "papers_paperfile"]

# Columns beside the sealed fields of models that hold sealed bytes: `manage.py keys reseal` goes through them too.
SEALED: list[str] = [
    "cases_answer.body",
    "cases_document.content",
    "cases_event.secret_said",
    "cases_uploadpart.content",
    "papers_paperfile.content",
    "people_visit.data",
]

# Blind indexes: column → (sealed column of the same table, function of what it says), for `manage.py keys reindex`.
INDEXED: dict[str, tuple[str, str]] = {
    "people_person.id_index": ("id_number", "yimen.core.people.registry.id_index"),
    "people_person.phone_index": ("phone", "yimen.core.people.registry.phone_index"),
}

# Tables to which the application only ever adds lines.
INSERT_ONLY_TABLES: list[str] = ["administration_alteration", "payments_statement", "payments_told", "people_lookup"]

# Commands of manage.py that fill a migrated database, run as the application whenever the programs have changed.
PREPARE: list[list[str]] = []
PREPARE_DEMO: list[list[str]] = [
    ["exchange_introduce"],
    ["publish", "--all", "--author", "张示例", "--approver", "李测试"],
    ["demo"],
]
