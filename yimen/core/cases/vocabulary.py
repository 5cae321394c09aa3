"""The closed words of the trunk: states, clocks, guards, rows of law and what can be said. A procedure file may use no others."""

from typing import Any, Literal, get_args

Open = Literal["draft", "submitted", "correcting", "accepted", "suspended"]
Ended = Literal["approved", "rejected", "closed", "not_accepted", "withdrawn"]
State = Literal[Open, Ended]

ClockKind = Literal["notice", "statute", "promise", "delivery", "review", "correction", "home", "owed", "after_check",
                    "hearing_ask", "hearing", "joint", "lower", "higher"]  # fmt: skip

# What a move attaches to a case as a row of its own (effects.py).
RowKind = Literal["correction", "withdrawn_notice", "withdrawn_defect", "supplied", "owed", "settled", "pledge", "check_dated",
                  "after_check", "mending", "party", "party_answer", "bodies", "body_answer", "lower",
                  "passed_up", "certificate", "suspended_certificate", "reinstated_certificate",
                  "replaced_certificate", "revocation", "review", "review_answer", "fee"]  # fmt: skip

# Conditions that the table alone cannot express (guards.py), each with the words of its refusal in messages.yaml.
GuardName = Literal["rules_agree", "options_open", "validity_known", "materials_here", "site_visited", "way_offered",
                    "advised", "questions_answered", "attended", "rule_may_accept", "rule_may_approve", "person_there",
                    "all_defects_at_once", "first_notice_stands", "not_the_last_defect", "answers_every_defect",
                    "reminder_due", "reminded_and_overdue", "silent_too_long", "names_the_right_authority",
                    "may_be_owed", "decided_elsewhere", "home_overdue", "extension_given", "two_names", "four_eyes",
                    "competent", "owed_settled", "owed_open", "fee_paid", "fee_due", "nothing_being_paid", "decided_by_rule",
                    "no_open_review", "open_review", "certificate_stands", "pledge_signed", "told_before",
                    "expected_ahead", "names_a_certificate",
                    "over_time", "hearing_askable", "hearing_called_in_time", "chair_is_another", "hearing_held",
                    "nothing_taken_back", "pledge_as_told", "pledge_signer", "checked_by_now", "checked_by_staff",
                    "found_otherwise", "mend_ahead", "not_mended",
                    "bodies_to_ask", "asked_body", "bodies_answered", "passes_up", "passed_up_first", "third_party_told",
                    "third_parties_heard", "answer_ahead",
                    "not_in_hearing", "hearing_settled", "suspension_over", "renewal_due", "paper_to_serve", "served_on_a_day",
                    "only_prechecked", "post_offered", "fee_to_ask", "guardian_signed", "signs_as_guardian"]  # fmt: skip

# The kinds of act against which the law gives remedies (remedies.yaml).
Act = Literal[
    "refusal", "not_accept", "revocation", "penalty", "penalty_on_the_spot", "failure_to_act", "review", "order"
]

# Why nobody takes an application in here, through this door, today (begin.py).
Unoffered = Literal[
    "not_published",
    "unknown_region",
    "another_node",
    "too_wide",
    "staffed",
    "no_such_door",
    "only_informs",
    "not_in_force",
    "not_served",
    "for_organisations",
    "for_persons",
]

# What can be said with a move (says.py); a trailing “?” in a procedure file means it may be left out.
SaidType = Literal["text", "yes_no", "date", "money", "id", "names", "reasons", "remedies", "defects", "answers", "owed",
                   "pledge", "documents", "changes", "facts", "departure", "address"]  # fmt: skip

STATES: tuple[State, ...] = tuple(state for half in get_args(State) for state in (get_args(half) or (half,)))
OPEN: frozenset[str] = frozenset(get_args(Open))
PENDING: frozenset[str] = OPEN - {"draft"}  # handed in and not yet decided

Json = dict[str, Any]  # what crosses the border to SQL and to the doors: plain JSON
