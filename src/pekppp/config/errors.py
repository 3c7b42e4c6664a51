"""Why the program cannot start."""


class CannotStart(Exception):
    """The text is a full sentence for the administrator: what is wrong and what to do. Ends the command with code 2."""
