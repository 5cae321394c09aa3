"""The door to the demo: who to be, what to try in five minutes, and the switches of its world – clock, registers, line. Demo mode only."""
