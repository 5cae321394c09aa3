"""All addresses: each door brings its own."""

from django.urls import URLPattern, URLResolver, include, path

from yimen.config import health
from yimen.config.operations.metrics import metrics

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("metrics", metrics, name="metrics"),
    path("status", health.status, name="status"),
    path("", include("yimen.channels.api.urls")),
    path("", include("yimen.web.urls")),
    path("", include("yimen.channels.portal.urls")),
    path("", include("yimen.channels.hall.urls")),
    path("", include("yimen.channels.exchange.urls")),
    path("", include("yimen.channels.demo.urls")),
]
