"""The addresses that belong to no door."""

from django.urls import path

from yimen.web import views

urlpatterns = [
    path("preferences/", views.preferences, name="preferences"),
    path("about/accessibility/", views.accessibility, name="accessibility"),
    path("about/help/", views.help_page, name="help"),
    path("style/", views.style, name="style"),
    path("style/<slug:name>/", views.sample, name="sample"),
]
