from django.urls import path

from yimen.channels.exchange import key, letters

urlpatterns = [
    path("exchange/letters", letters.letters, name="exchange-letters"),
    path("exchange/key", key.key, name="exchange-key"),
]
