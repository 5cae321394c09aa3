"""The addresses of the demo; outside of it each answers 404."""

from django.urls import path

from yimen.channels.demo import being, clock, line, messages, page, pay, registers, reset, touring
from yimen.channels.demo.identity import authorize, provider

urlpatterns = [
    path("demo", page.page, name="demo"),
    path("demo/", page.page, name="demo-slash"),
    path("demo/as/", being.be, name="demo-as"),
    path("demo/leave/", being.leave, name="demo-leave"),
    path("demo/clock/", clock.move, name="demo-clock"),
    path("demo/registers/", registers.tell, name="demo-registers"),
    path("demo/wire/", line.tell, name="demo-wire"),
    path("demo/payments/", pay.tell, name="demo-payments"),
    path("demo/pay/<str:token>/", pay.pay, name="demo-pay"),
    path("demo/identity/.well-known/openid-configuration", provider.discovery, name="demo-identity"),
    path("demo/identity/keys/", provider.keys, name="demo-identity-keys"),
    path("demo/identity/authorize/", authorize.authorize, name="demo-identity-authorize"),
    path("demo/identity/token/", provider.token, name="demo-identity-token"),
    path("demo/messages/", messages.messages, name="demo-messages"),
    path("demo/tours/", touring.walk, name="demo-walk"),
    path("demo/tours/<slug:name>/", touring.tour, name="demo-tour"),
    path("demo/reset/", reset.reset, name="demo-reset"),
]
