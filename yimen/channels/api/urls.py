"""Every address of the interface stands behind the door (door.py), also the schema and what is not there."""

from django.urls import URLPattern, URLResolver, include, path

from yimen.channels.api.door import door
from yimen.channels.api.interface import api
from yimen.channels.api.schema import schema

ROOT = "api/v1/"


def behind_the_door(pattern: URLPattern | URLResolver) -> URLPattern:
    assert isinstance(pattern, URLPattern), "the interface has no addresses below its addresses"
    return URLPattern(pattern.pattern, door(pattern.callback), pattern.default_args, pattern.name)


_patterns, _app, _namespace = api.urls
_patterns = [path("openapi.json", schema, name="openapi"), *_patterns]
urlpatterns = [path(ROOT, include(([behind_the_door(one) for one in _patterns], _app), namespace=_namespace))]
