"""What can be wrong with the database before anything runs: one error whose message says what to do."""


class DatabaseUnusable(RuntimeError):
    """The database cannot be started or used as it is; the message is shown to the operator as it stands."""
