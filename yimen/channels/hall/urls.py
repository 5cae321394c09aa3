"""The addresses of the desk: every page is a resource, every move of a case one of its pages."""

from django.urls import path

from yimen.channels.hall import (
    board,
    bundle,
    case,
    complaints,
    counter,
    differences,
    documents,
    draft,
    handover,
    holding,
    intake,
    looking,
    meeting,
    move,
    person,
    queue,
    slip,
    viewing,
)
from yimen.channels.hall.visit import pairing, progress, receipts, screen

urlpatterns = [
    path("desk/", queue.queue, name="desk"),
    path("desk/board/", board.board, name="desk-board"),
    path("desk/meetings/<uuid:meeting_id>/", meeting.meeting, name="desk-meeting"),
    path("desk/differences/", differences.differences, name="desk-differences"),
    path("desk/differences/<uuid:difference_id>/", differences.difference, name="desk-difference"),
    path("desk/look/", looking.looking, name="desk-look"),
    path("desk/intake/", intake.intake, name="desk-intake"),
    path("desk/intake/<uuid:person_id>/", person.person, name="desk-person"),
    path("desk/intake/<uuid:person_id>/receipts/", receipts.receipts, name="desk-receipts"),
    path("desk/intake/<uuid:person_id>/<str:code>/", counter.counter, name="desk-counter"),
    path("desk/drafts/<uuid:case_id>/", draft.draft, name="desk-draft"),
    path("desk/drafts/<uuid:case_id>/reading/", progress.progress, name="desk-reading"),
    path("desk/screen/", pairing.pairing, name="desk-screen"),
    path("screen/<str:counter>/", screen.screen, name="screen"),
    path("desk/complaints/", complaints.complaints, name="desk-complaints"),
    path("desk/complaints/<uuid:order_id>/", complaints.complaint, name="desk-complaint"),
    path("screen/<str:counter>/now/", screen.version, name="screen-now"),
    path("desk/drafts/<uuid:case_id>/slip/", slip.slip, name="desk-slip"),
    path("desk/cases/<uuid:case_id>/", case.case, name="desk-case"),
    path("desk/handover/", handover.handover, name="desk-handover"),
    path("desk/drafts/<uuid:case_id>/handover/", handover.back, name="desk-handover-back"),
    path("desk/cases/<uuid:case_id>/hold/", holding.holding, name="desk-hold"),
    path("desk/cases/<uuid:case_id>/documents/", viewing.viewing, name="desk-viewing"),
    path("desk/cases/<uuid:case_id>/documents/<uuid:document_id>/", documents.document, name="desk-document"),
    path("desk/cases/<uuid:case_id>/archive/", bundle.archive, name="desk-archive"),
    path("desk/cases/<uuid:case_id>/<str:name>/", move.move, name="desk-move"),
]
