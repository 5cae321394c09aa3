"""Begin the demo anew: open cases are withdrawn by those whose they are, clock, registers and line stand as they should."""

from django.core.management import call_command
from django.http import HttpResponse

from yimen.channels.demo.rehearsal import back, switch
from yimen.web.visits import Request, sign_out


@switch
def reset(request: Request) -> HttpResponse:
    call_command("demo", again=True, verbosity=0)
    sign_out(request)
    return back("reset")
