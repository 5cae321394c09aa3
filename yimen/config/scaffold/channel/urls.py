"""The addresses of this door. Pages are resources; one file a noun."""

from django.urls import path

from yimen.channels.$name import welcome

urlpatterns = [path("$name/", welcome.welcome, name="$name-welcome")]
