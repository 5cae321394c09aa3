"""Registers of other authorities. Port: yimen/core/ports/registers.py; each is named in ADAPTERS["registers"] by the part of a
fact's source before the dot.

`demo` serves all registers of the demo from one table and can be told to have a bad day (`manage.py demo_register`)."""
