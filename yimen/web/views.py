"""The pages that belong to no door: preferences, how to be helped, and the living page of the look (demo only)."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_safe

from yimen.web import language, preferences as wanted, samples
from yimen.web.drawings import icons
from yimen.web.visits import outside


@outside
@require_GET
def preferences(request: HttpRequest) -> HttpResponse:
    """Remember a choice of language, text size or contrast and go back: `?lang=en&next=/…`. Unknown choices change nothing."""
    before = wanted.preferences(request)
    asked = {kind: request.GET.get(kind, "") for kind in ("lang", "text", "contrast")}
    response = HttpResponseRedirect(back(request))
    wanted.remember(response, wanted.chosen(before, **asked), secure=request.is_secure())
    return response


def back(request: HttpRequest) -> str:
    """Where the person came from, if it is here."""
    target = request.GET.get("next", "/")
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts=None, require_https=request.is_secure())
    return target if safe and target.startswith("/") else "/"


@outside
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "about/accessibility.html")


@outside
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "about/help.html")


@outside
@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Every component with sample data, and a link to every page: to be looked at, and to take pictures of. Demo only."""
    only_in_the_demo()
    with language.speaking(language.spoken(), language.on(samples.TODAY)):
        shown = {**samples.components(), "icons": icons(), "pages": list(samples.samples())}
        return render(request, "style/index.html", shown)


@outside
@require_safe
def sample(request: HttpRequest, name: str) -> HttpResponse:
    """One page of a door with sample data. Demo only. Raises Http404."""
    only_in_the_demo()
    if name not in samples.samples():
        raise Http404
    with language.speaking(language.spoken(), language.on(samples.TODAY)):
        made = samples.context(name)
        return render(request, made["template"], made)


def only_in_the_demo() -> None:
    if not settings.DEMO:
        raise Http404
