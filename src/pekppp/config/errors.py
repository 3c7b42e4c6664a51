"""Why the program cannot start."""


class CannotStart(Exception):  # noqa: N818 - named for what it says, as every refusal here
    """The text is a full sentence for the administrator: what is wrong and what to do. Ends the command with code 2."""
