"""Addresses of F-01 and F-02."""

from django.urls import path

from pekppp.assessments.views import f01, f02

app_name = "assessments"
urlpatterns = [
    path("lokus/<int:pk>/f01/simpan/<int:nomor>/", f01.f01_save, name="f01-save"),
    path("lokus/<int:pk>/f01/bukti/<int:nomor>/", f01.bukti_add, name="bukti-add"),
    path("bukti/<int:pk>/tarik/", f01.bukti_withdraw, name="bukti-withdraw"),
    path("lokus/<int:pk>/f01/kirim/", f01.f01_submit, name="f01-submit"),
    path("lokus/<int:pk>/f01/<str:aspek>/", f01.f01, name="f01"),
    path("lokus/<int:pk>/f02/simpan/<int:nomor>/", f02.f02_save, name="f02-save"),
    path("lokus/<int:pk>/f02/kirim/", f02.f02_submit, name="f02-submit"),
    path("lokus/<int:pk>/f02/<str:aspek>/", f02.f02, name="f02"),
]
