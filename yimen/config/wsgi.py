"""The pages, as a WSGI application."""

import os
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yimen.config.settings")


class Request(WSGIRequest):
    """A request whose charset nobody believes: Django would read the query by it, and fall over one that is no charset of texts
    before anything of ours is asked. What forms say about it is looked at by yimen.web.middleware.Gate."""

    def _set_content_type_params(self, meta: Mapping[str, Any]) -> None:
        self.content_type, self.content_params = parse_header_parameters(meta.get("CONTENT_TYPE", ""))


pages = get_wsgi_application()
pages.request_class = Request


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """A page is handed over whole and closed by the thread that made it, which gives its database connection back. granian would
    read and close it later, in whatever thread is free, and the connection would stay with the one that made it."""
    response = pages(environ, start)
    if response.streaming:
        return response
    try:
        return list(response)
    finally:
        response.close()
