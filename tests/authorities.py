"""The authorities of the demo's verticals: officers of most tests act for all of them, so that place alone decides there."""

EVERY = (
    "household_police",
    "exit_entry_police",
    "fire_rescue",
    "fire_police",
    "housing",
    "works_police",
    "traffic_police",
    "public_order_police",
)
