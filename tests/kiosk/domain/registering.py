"""What an invented person answers when they register."""

from __future__ import annotations

IDENTITY = {
    "name_fa": "سارا",
    "surname_fa": "کریمی",
    "name_lat": "Sara",
    "surname_lat": "Karimi",
    "father": "حسین",
    "mother": "مریم",
    "birth_date": "1377/01/01",
    "birth_place": "یزد",
    "booklet_no": "۱۷",
    "booklet_series": "الف ۱۲",
    "booklet_serial": "000471",
    "place_issue": "یزد",
    "sex": "F",
    "marital": "single",
    "passport_no": "K00000001",
    "passport_expiry": "2030-01-01",
    "reads_persian": "yes",
}
RESIDENCE = {
    "country": "DE",
    "city": "Musterstadt",
    "line1": "Lindenallee 5",
    "postal": "12345",
    "address_iran": "یزد، خیابان سرو، پلاک ۷",
    "postal_iran": "8915678123",
    "in_passport": "IR",
    "abroad_since": "2020-09-01",
}
PERMIT = {
    "permit_kind": "study",
    "permit_number": "CF0000001",
    "permit_issuer": "Stadt Musterstadt",
    "permit_from": "2026-01-01",
    "permit_to": "2027-06-30",
}
CONTACT = {"phone": "+49 30 23125 001", "email": "sara.karimi@example.org", "language": "fa"}

PAGES = {"identity": IDENTITY, "residence": RESIDENCE, "permit": PERMIT, "contact": CONTACT}
