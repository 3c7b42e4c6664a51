"""What people type into F-01 and F-02."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

INCOMPLETE = _("Belum tersimpan: halaman ini tidak lengkap. Salin isian Anda, muat ulang halaman, lalu simpan lagi.")


class SaveForm(forms.Form):
    """What every save carries: its own id, and the revision that the person saw."""

    client_id = forms.UUIDField(error_messages={"required": INCOMPLETE, "invalid": INCOMPLETE})
    revision = forms.IntegerField(
        min_value=0, error_messages={"required": INCOMPLETE, "invalid": INCOMPLETE, "min_value": INCOMPLETE}
    )

    @property
    def error_text(self) -> str:
        """What is wrong, each thing said once."""
        return " ".join(dict.fromkeys(str(error) for errors in self.errors.values() for error in errors))


class ScoreField(forms.IntegerField):
    """A whole number as the page sends it: "5", never "5.0"."""

    re_decimal = re.compile("(?!)")  # matches nothing: IntegerField drops a fraction of zeros


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

    nilai = ScoreField(required=False, error_messages={"invalid": _("Nilai harus salah satu angka pada skala.")})
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
