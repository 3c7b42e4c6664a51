"""What a coordinator types about a round."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pekppp.accounts.models import User
from pekppp.institutions.models import Instansi
from pekppp.institutions.selectors import instansi_coordinated_by
from pekppp.instruments.selectors import instrumen_list
from pekppp.periods.models import Periode, Tahap

MINUTE = "%Y-%m-%dT%H:%M"
FIRST_YEAR, LAST_YEAR = 2017, 2100


def check_year(moment: datetime) -> None:
    """Refuse a date that no round can have; the ends of the calendar cannot even be shown in every zone."""
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValidationError(_("Isi tanggal antara tahun 2017 dan 2100."))


class PeriodeForm(forms.ModelForm):
    """A new round with its stages; the times are meant in the owner's zone."""

    class Meta:
        model = Periode
        fields = ("pemilik", "nama", "tahun", "instrumen")
        error_messages = {
            "tahun": {"invalid": _("Isi tahun antara 2017 dan 2100.")},
            NON_FIELD_ERRORS: {"unique_together": _("Pemilik ini sudah punya periode bernama itu. Pilih nama lain.")},
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pemilik"].queryset = instansi_coordinated_by(user)  # type: ignore[attr-defined]
        self.fields["instrumen"].queryset = instrumen_list()  # type: ignore[attr-defined]
        for name in ("pemilik", "instrumen"):
            choices = list(self.fields[name].queryset[:2])  # type: ignore[attr-defined]
            if len(choices) == 1:
                self.fields[name].initial = choices[0]
        self.fields["tahun"].initial = timezone.localdate().year
        self.fields["tahun"].widget = forms.NumberInput(attrs={"min": FIRST_YEAR, "max": LAST_YEAR})
        for jenis, label in Tahap.Jenis.choices:
            for end, word in (("mulai", _("mulai")), ("selesai", _("selesai"))):
                self.fields[f"{jenis}_{end}"] = forms.DateTimeField(
                    label=f"{label}: {word}",
                    input_formats=[MINUTE],
                    validators=[check_year],
                    widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTE),
                )
        for field in self.fields.values():
            select = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if select else "form-control"

    def clean_tahun(self) -> int:
        """A year that a round can have."""
        tahun: int = self.cleaned_data["tahun"]
        if not FIRST_YEAR <= tahun <= LAST_YEAR:
            raise ValidationError(_("Isi tahun antara 2017 dan 2100."))
        return tahun

    def clean(self) -> dict[str, Any]:
        """Stages end after they begin."""
        cleaned = super().clean() or self.cleaned_data
        for jenis, label in Tahap.Jenis.choices:
            mulai, selesai = cleaned.get(f"{jenis}_mulai"), cleaned.get(f"{jenis}_selesai")
            if mulai and selesai and mulai.replace(tzinfo=None) >= selesai.replace(tzinfo=None):
                self.add_error(f"{jenis}_selesai", _("%(tahap)s harus selesai setelah mulai.") % {"tahap": label})
        return cleaned

    def stages(self) -> dict[Tahap.Jenis, tuple[datetime, datetime]]:
        """The stages' instants; what was typed is read as the owner's local time."""
        pemilik: Instansi = self.cleaned_data["pemilik"]
        zone = ZoneInfo(pemilik.zone)
        return {
            Tahap.Jenis(jenis): (
                self.cleaned_data[f"{jenis}_mulai"].replace(tzinfo=zone),
                self.cleaned_data[f"{jenis}_selesai"].replace(tzinfo=zone),
            )
            for jenis in Tahap.Jenis.values
        }
