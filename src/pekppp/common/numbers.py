"""Integer hundredths as text for files and programs; pages use the template filter `nilai`."""


def with_point(hundredths: int) -> str:
    """409 -> "4.09"."""
    return f"{hundredths // 100}.{hundredths % 100:02}"
