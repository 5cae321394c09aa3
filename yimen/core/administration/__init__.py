"""The house itself: offices, counters, staff and posts, set up and altered on the record; every alteration can be undone."""
