"""What the facts of `kiosk.domain.wording` are called; answers have the labels of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.strict import msgid

FACT_NAMES: Mapping[str, str] = {
    "person.national_code": msgid("National code"),
    "person.name": msgid("Given name"),
    "person.name_fa": msgid("Given name, Persian"),
    "person.name_lat": msgid("Given name, Latin"),
    "person.surname": msgid("Surname"),
    "person.surname_fa": msgid("Surname, Persian"),
    "person.surname_lat": msgid("Surname, Latin"),
    "person.full_name": msgid("Name"),
    "person.full_name_fa": msgid("Persian name"),
    "person.full_name_lat": msgid("Latin name"),
    "person.father": msgid("Father's name"),
    "person.mother": msgid("Mother's name"),
    "person.booklet_no": msgid("Birth booklet number"),
    "person.booklet_series": msgid("Birth booklet series"),
    "person.booklet_serial": msgid("Birth booklet serial"),
    "person.place_issue": msgid("Birth booklet issued at"),
    "person.birth_place": msgid("Place of birth"),
    "person.birth_date": msgid("Date of birth"),
    "person.sex": msgid("Sex"),
    "person.passport_no": msgid("Passport number"),
    "person.passport_expiry": msgid("Passport valid until"),
    "permit.number": msgid("Residence permit number"),
    "permit.issuer": msgid("Residence permit issued by"),
    "permit.valid_from": msgid("Residence permit valid from"),
    "permit.valid_to": msgid("Residence permit valid until"),
    "residence.country": msgid("Country of residence"),
    "residence.city": msgid("City of residence"),
    "residence.postal": msgid("Postcode abroad"),
    "residence.address_iran": msgid("Address in Iran"),
    "residence.postal_iran": msgid("Postcode in Iran"),
    "residence.in_passport": msgid("Residence entered in the passport"),
    "residence.abroad_since": msgid("Abroad since"),
    "contact.email": msgid("E-mail"),
    "contact.phone": msgid("Phone"),
    "office.name": msgid("Office"),
    "office.city": msgid("City of the office"),
    "request.tracking_code": msgid("Tracking code"),
    "request.filed_on": msgid("Date of filing"),
    "certificate.number": msgid("Certificate number"),
    "certificate.issued_on": msgid("Date of issue"),
    "certificate.expires_on": msgid("Valid until"),
}
