"""What went wrong, in a sentence for people."""


class InputError(ValueError):
    """A file or argument that cannot be used; the text says what is wrong and what would be right."""


class EngineError(RuntimeError):
    """polder ended with an error; the text is what it said, `status` its exit status."""

    def __init__(self, sentence: str, status: int) -> None:
        super().__init__(sentence)
        self.status = status
