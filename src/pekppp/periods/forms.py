"""What a coordinator types about a round."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pekppp.accounts.models import User
from pekppp.institutions.models import Instansi
from pekppp.institutions.selectors import instansi_coordinated_by
from pekppp.instruments.selectors import instrumen_list
from pekppp.periods.models import Periode, Tahap

MINUTE = "%Y-%m-%dT%H:%M"


class PeriodeForm(forms.ModelForm):
    """A new round with its stages; the times are meant in the owner's zone."""

    class Meta:
        model = Periode
        fields = ("pemilik", "nama", "tahun", "instrumen")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pemilik"].queryset = instansi_coordinated_by(user)  # type: ignore[attr-defined]
        self.fields["instrumen"].queryset = instrumen_list()  # type: ignore[attr-defined]
        self.fields["tahun"].widget = forms.NumberInput(attrs={"min": 2017, "max": 2100})
        for jenis, label in Tahap.Jenis.choices:
            for end, word in (("mulai", _("mulai")), ("selesai", _("selesai"))):
                self.fields[f"{jenis}_{end}"] = forms.DateTimeField(
                    label=f"{label}: {word}",
                    input_formats=[MINUTE],
                    widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTE),
                )
        for field in self.fields.values():
            select = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if select else "form-control"

    def clean_tahun(self) -> int:
        """A year that a round can have."""
        tahun: int = self.cleaned_data["tahun"]
        if not 2017 <= tahun <= 2100:
            raise ValidationError(_("Isi tahun antara 2017 dan 2100."))
        return tahun

    def clean(self) -> dict[str, Any]:
        """Stages end after they begin."""
        cleaned = super().clean() or self.cleaned_data
        for jenis, label in Tahap.Jenis.choices:
            mulai, selesai = cleaned.get(f"{jenis}_mulai"), cleaned.get(f"{jenis}_selesai")
            if mulai and selesai and mulai >= selesai:
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
