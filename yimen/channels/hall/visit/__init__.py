"""A person at the counter: the visit with its cases and its one sum, and the second screen on which the person reads, signs and rates."""
