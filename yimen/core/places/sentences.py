"""What an officer writes down in words: a reason, the purpose of a look."""

SHORTEST = 4  # letters: less says nothing


def says_something(text: str) -> bool:
    """At least as many letters as a word of reason needs; blanks, points and invisible characters are none."""
    return sum(letter.isalnum() for letter in text) >= SHORTEST
