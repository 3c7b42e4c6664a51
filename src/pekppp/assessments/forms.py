"""What people type into F-01 and F-02."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SaveForm(forms.Form):
    """What every save carries: its own id, and the revision that the person saw."""

    client_id = forms.UUIDField()
    revision = forms.IntegerField(min_value=0)


class JawabanForm(SaveForm):
    """An answer to one indicator of F-01."""

    teks = forms.CharField(
        required=False,
        max_length=10_000,
        error_messages={"max_length": _("Jawaban terlalu panjang: paling banyak 10.000 huruf.")},
    )
    siap = forms.BooleanField(required=False)


class NilaiForm(SaveForm):
    """A score and note for one indicator of F-02."""

    nilai = forms.IntegerField(
        required=False, error_messages={"invalid": _("Nilai harus salah satu angka pada skala.")}
    )
    catatan = forms.CharField(
        required=False,
        max_length=10_000,
        error_messages={"max_length": _("Catatan terlalu panjang: paling banyak 10.000 huruf.")},
    )


class BuktiForm(forms.Form):
    """A file that proves an answer."""

    berkas = forms.FileField(
        allow_empty_file=True,  # the service refuses it with a better sentence
        max_length=200,
        error_messages={
            "required": _("Pilih dahulu berkasnya."),
            "max_length": _("Nama berkas terlalu panjang: paling banyak 200 huruf."),
        },
    )
