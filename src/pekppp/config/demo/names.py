"""Names and codes of the fictional regency. No place of these names is meant; 99 is no region code of Kemendagri's."""

MINISTRY_KODE, MINISTRY = "KEMENPANRB", "Kementerian PANRB (peragaan)"
PROVINCE_KODE, PROVINCE = "99", "Provinsi Cakrawala Selatan"
REGENCY_KODE, REGENCY = "99.01", "Kabupaten Tirta Kencana"

OPD = (
    "Dinas Kependudukan dan Pencatatan Sipil",
    "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
    "Dinas Kesehatan",
    "Dinas Pendidikan dan Kebudayaan",
    "Dinas Sosial",
    "Dinas Tenaga Kerja",
    "Dinas Perhubungan",
    "Dinas Lingkungan Hidup",
    "Dinas Pekerjaan Umum dan Penataan Ruang",
    "Dinas Perumahan Rakyat dan Kawasan Permukiman",
    "Dinas Pertanian dan Ketahanan Pangan",
    "Dinas Perikanan",
    "Dinas Peternakan dan Kesehatan Hewan",
    "Dinas Koperasi, Usaha Kecil, dan Perdagangan",
    "Dinas Perindustrian",
    "Dinas Kepemudaan, Olahraga, dan Pariwisata",
    "Dinas Komunikasi dan Informatika",
    "Dinas Perpustakaan dan Kearsipan",
    "Dinas Pemberdayaan Perempuan dan Perlindungan Anak",
    "Dinas Pengendalian Penduduk dan Keluarga Berencana",
    "Badan Pendapatan Daerah",
    "Badan Kepegawaian Daerah",
    "Badan Penanggulangan Bencana Daerah",
    "Bagian Pengadaan Barang dan Jasa Sekretariat Daerah",
)
KECAMATAN = (
    "Tirtamulya Lor",
    "Banyuripah",
    "Sendangjati",
    "Karangwening",
    "Wanakencana",
    "Lembahrestu",
    "Girilangit",
    "Muaradamar",
    "Kaliampel",
    "Ranubening",
    "Padasuminar",
    "Bumiwulan",
)
PUSKESMAS = (
    *KECAMATAN,
    "Tirtamulya Kidul",
    "Sendangwulan",
    "Karangsinar",
    "Wanalaras",
    "Girimelati",
    "Muaraseruni",
    "Kalidamar",
    "Bumisekar",
)
OTHERS = (
    "Mal Pelayanan Publik Tirta Kencana",
    "UPT Pasar Banyuripah",
    "UPT Pengujian Kendaraan Bermotor",
    "UPT Laboratorium Lingkungan",
    "Kelurahan Tirtakusuma",
    "Kelurahan Banyuasri Wetan",
    "Kelurahan Sendangarum Kulon",
    "Kelurahan Damarwulan Indah",
    "Kelurahan Amerta",
    "SMP Negeri 1 Tirtamulya Lor",
    "SMP Negeri 2 Girilangit",
    "SMP Negeri 1 Muaradamar",
)
HOSPITALS = ("RSUD Tirta Husada Kencana", "RSUD Cakrawala Muaradamar")

UNITS: tuple[tuple[str, str], ...] = tuple(
    (f"{REGENCY_KODE}.{number:02}", nama)
    for number, nama in enumerate(
        (
            *OPD,
            *(f"Kecamatan {place}" for place in KECAMATAN),
            *(f"Puskesmas {place}" for place in PUSKESMAS),
            *HOSPITALS,
            *OTHERS,
        ),
        start=1,
    )
)
OPERATOR_UNIT = "99.01.38"  # Puskesmas Banyuripah: the unit of the account `operator`
