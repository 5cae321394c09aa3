"""The addresses that belong to no door."""

from django.urls import path

from yimen.web import installed, views

urlpatterns = [
    path("preferences/", views.preferences, name="preferences"),
    path("about/accessibility/", views.accessibility, name="accessibility"),
    path("about/help/", views.help_page, name="help"),
    path("manifest.webmanifest", installed.manifest, name="manifest"),
    path("worker.js", installed.worker, name="worker"),
    path("offline/", installed.offline, name="offline"),
    path("style/", views.style, name="style"),
    path("style/<slug:name>/", views.sample, name="sample"),
]
