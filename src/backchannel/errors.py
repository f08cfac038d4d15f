"""The errors a caller can act on."""


class BackchannelError(Exception):
    """Base of every error that Backchannel raises on purpose; its text is one line for the user."""


class ReportError(BackchannelError):
    """One report cannot be read: skip it and go on."""

    def __init__(self, where: str, problem: str) -> None:
        """Say where (a file, with a line if there is one) and what is wrong and how to mend it."""
        super().__init__(f"{where}: {problem}")
        self.where = where
        self.problem = problem

    def __reduce__(self) -> tuple[type["ReportError"], tuple[str, str]]:
        """How another process makes the same error."""
        return type(self), (self.where, self.problem)


class ModelError(BackchannelError):
    """The reader model is missing or broken: install it."""


class RecordError(BackchannelError):
    """The record cannot be opened, read or written: stop."""
