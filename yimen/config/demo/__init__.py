"""The province of the demo: offices, staff, people, what registers say about them, and cases under way. Loaded by `manage.py demo`.

Everything is data (data/*.yaml, and who one may be in yimen/channels/demo/data) or drawn from a seed, so that it is the same on every
machine: ids are UUIDs of version 5, numbers are computed. docs/adr/0016-demo-province.md.
"""
