"""Keys and seals: what one office signs, nobody else can, and one wrong bit is one too many."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.adapters.keys import PUBLIC_LIST, Keys, Verifier
from kiosk.domain.errors import Refused, Unavailable
from kiosk.domain.seal import (
    CertificateSeal,
    ReceiptSeal,
    SealKind,
    body,
    kind_of,
    parse,
    signed_bytes,
    to_digits,
)
from kiosk.text.digits import to_persian
from tests.kiosk.domain.seals import a_certificate, a_receipt, offices, seals

Seal = ReceiptSeal | CertificateSeal
OFFICE = 723
PROBLEMS = ("seal.forged", "seal.content", "seal.foreign", "seal.version", "seal.not-ours", "seal.length")


def made(folder: Path, office: int = OFFICE) -> tuple[Keys, Verifier]:
    keys = Keys(folder, office)
    keys.create()
    return keys, Verifier.load(folder, office)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> tuple[Keys, Verifier]:
    return made(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="module")
def neighbour(tmp_path_factory: pytest.TempPathFactory) -> tuple[Keys, Verifier]:
    return made(tmp_path_factory.mktemp("neighbour"), 101)


Office = tuple[Keys, Verifier]


def of_ours(seal: Seal) -> Seal:
    return a_receipt(OFFICE) if isinstance(seal, ReceiptSeal) else a_certificate(OFFICE)


def refusal(verifier: Verifier, digits: str) -> str:
    with pytest.raises(Refused) as refused:
        verifier.check(digits)
    return refused.value.key


@given(st.sampled_from([a_receipt(), a_certificate()]))
def test_what_the_office_sealed_is_genuine_with_any_digits(office: Office, seal: Seal) -> None:
    keys, verifier = office

    digits = keys.seal(seal)

    assert verifier.check(digits).seal == seal
    assert verifier.check(f" {to_persian(digits)}\n").seal == seal


def test_a_seal_is_the_same_each_time_it_is_made(office: Office) -> None:
    keys, _ = office

    assert keys.seal(a_receipt()) == keys.seal(a_receipt())


@pytest.mark.parametrize("seal", [a_receipt(), a_certificate()], ids=["receipt", "certificate"])
def test_no_flipped_bit_is_accepted(office: Office, seal: Seal) -> None:
    keys, verifier = office
    digits, kind = keys.seal(seal), kind_of(seal)
    content = int(digits[4:]).to_bytes(kind.body_bytes + 64, "big")

    for bit in range(len(content) * 8):
        flipped = bytearray(content)
        flipped[bit // 8] ^= 1 << bit % 8
        forged = to_digits(kind, bytes(flipped[: kind.body_bytes]), bytes(flipped[kind.body_bytes :]))
        assert refusal(verifier, forged) in PROBLEMS


@pytest.mark.parametrize("seal", [a_receipt(), a_certificate()], ids=["receipt", "certificate"])
def test_no_wrong_digit_is_accepted(office: Office, seal: Seal) -> None:
    keys, verifier = office
    digits = keys.seal(seal)

    for at, digit in enumerate(digits):
        for other in set("0123456789") - {digit}:
            assert refusal(verifier, digits[:at] + other + digits[at + 1 :]) in PROBLEMS


@given(st.sampled_from([a_receipt(), a_certificate()]), st.data())
def test_no_cut_longer_or_swapped_seal_is_accepted(office: Office, seal: Seal, data: st.DataObject) -> None:
    keys, verifier = office
    digits = keys.seal(seal)
    first = data.draw(st.integers(0, len(digits) - 2))
    swapped = digits[:first] + digits[first + 1] + digits[first] + digits[first + 2 :]
    length = data.draw(st.integers(4, len(digits) - 1))
    more = data.draw(st.text("0123456789", min_size=1, max_size=9))

    assert refusal(verifier, digits[:length]) == "seal.length"
    assert refusal(verifier, digits + more) == "seal.length"
    assert refusal(verifier, digits[:4] + more + digits[4:]) == "seal.length"
    if swapped != digits:
        assert refusal(verifier, swapped) in PROBLEMS


def test_a_signature_of_one_kind_is_none_of_the_other(office: Office) -> None:
    keys, verifier = office
    receipt, certificate = parse(keys.seal(a_receipt())), parse(keys.seal(a_certificate()))

    as_receipt = to_digits(SealKind.RECEIPT, body(a_receipt(), certificate.key_id), certificate.signature)
    as_certificate = to_digits(SealKind.CERTIFICATE, body(a_certificate(), receipt.key_id), receipt.signature)

    assert refusal(verifier, as_receipt) == "seal.forged"
    assert refusal(verifier, as_certificate) == "seal.forged"


def test_the_key_of_receipts_cannot_sign_a_certificate(office: Office, tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    keys, verifier = office
    private = Ed25519PrivateKey.from_private_bytes(keys.secret("seal-receipt"))
    key_id = parse(keys.seal(a_receipt())).key_id
    content = body(a_certificate(), key_id)

    forged = to_digits(
        SealKind.CERTIFICATE, content, private.sign(signed_bytes(SealKind.CERTIFICATE, content))
    )

    assert refusal(verifier, forged) == "seal.forged"


@pytest.mark.parametrize("seal", [a_receipt(101), a_certificate(101)], ids=["receipt", "certificate"])
def test_a_paper_of_another_office_says_which(office: Office, neighbour: Office, seal: Seal) -> None:
    _, verifier = office

    with pytest.raises(Refused, match=r"^seal\.foreign$") as refused:
        verifier.check(neighbour[0].seal(seal))

    assert refused.value.details == {"office": "101"}


def test_an_unknown_key_that_claims_our_office_is_forged(office: Office, neighbour: Office) -> None:
    assert refusal(office[1], neighbour[0].seal(a_receipt(OFFICE))) == "seal.forged"


def test_our_key_under_another_offices_number_is_forged(office: Office) -> None:
    keys, verifier = office

    assert refusal(verifier, keys.seal(a_receipt(101))) == "seal.forged"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seals, st.binary(min_size=4, max_size=4), st.binary(min_size=64, max_size=64), offices)
def test_no_made_up_signature_is_accepted(
    office: Office, seal: Seal, key_id: bytes, signature: bytes, number: int
) -> None:
    forged = to_digits(kind_of(seal), body(seal, key_id), signature)

    assert refusal(office[1], forged) == ("seal.forged" if seal.office == OFFICE else "seal.foreign")


def test_a_key_of_another_office_in_the_list_verifies_its_papers(
    office: Office, neighbour: Office, tmp_path: Path
) -> None:
    keys = Keys(tmp_path, OFFICE)
    keys.create()
    other = tmp_path / "neighbour"
    Keys(other, 101).create()
    ours, theirs = (json.loads((each / PUBLIC_LIST).read_text()) for each in (tmp_path, other))
    (tmp_path / PUBLIC_LIST).write_text(json.dumps({"keys": ours["keys"] + theirs["keys"]}))

    verifier = Verifier.load(tmp_path, OFFICE)

    assert verifier.check(Keys(other, 101).seal(a_certificate(101))).seal.office == 101
    assert refusal(verifier, Keys(other, 101).seal(a_certificate(OFFICE))) == "seal.forged"


def test_the_public_list_holds_no_secret_and_is_all_that_a_verifier_needs(tmp_path: Path) -> None:
    keys, _ = made(tmp_path)
    listed = (tmp_path / PUBLIC_LIST).read_text()
    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / PUBLIC_LIST).write_text(listed)

    secrets = [path.read_text() for path in tmp_path.glob("*.key")]

    assert len(set(secrets)) == 5
    assert not any(secret in listed for secret in secrets)
    assert Verifier.load(alone, OFFICE).check(keys.seal(a_certificate())).seal == a_certificate()


def test_every_key_file_is_its_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "keys"
    made(folder)

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.glob("*.key")} == {0o600}


def test_making_the_keys_again_changes_none(tmp_path: Path) -> None:
    keys, verifier = made(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    digits = keys.seal(a_receipt())

    keys.create()

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert verifier.check(digits)


def test_a_key_that_is_gone_is_made_anew_and_the_others_stay(tmp_path: Path) -> None:
    keys, _ = made(tmp_path)
    database = keys.secret("database")
    (tmp_path / "vault.key").unlink()

    keys.create()

    assert keys.secret("database") == database
    assert len(keys.secret("vault")) == 32


def test_papers_stay_genuine_when_their_key_is_replaced(tmp_path: Path) -> None:
    keys, _ = made(tmp_path)
    old = keys.seal(a_certificate())
    (tmp_path / "seal-certificate.key").unlink()

    keys.create()
    verifier = Verifier.load(tmp_path, OFFICE)

    assert keys.seal(a_certificate()) != old
    assert verifier.check(old).seal == verifier.check(keys.seal(a_certificate())).seal


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o644])
def test_a_key_that_others_can_read_is_not_used(tmp_path: Path, mode: int) -> None:
    keys, _ = made(tmp_path)
    (tmp_path / "vault.key").chmod(mode)

    with pytest.raises(Unavailable, match=r"^keys\.open-to-others$") as unavailable:
        keys.secret("vault")

    assert unavailable.value.details == {"file": "vault.key"}


def test_a_key_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"^keys\.missing$") as unavailable:
        Keys(tmp_path, OFFICE).secret("vault")

    assert unavailable.value.details == {"file": "vault.key"}


@pytest.mark.parametrize("content", [b"", b"xyz", b"00" * 31, b"00" * 33, b"\xff\xfe", "۰۰".encode() * 32])
def test_a_key_file_with_anything_but_32_bytes_is_damaged(tmp_path: Path, content: bytes) -> None:
    keys, _ = made(tmp_path)
    (tmp_path / "vault.key").write_bytes(content)

    with pytest.raises(Unavailable, match=r"^keys\.damaged$"):
        keys.secret("vault")


def test_a_folder_in_a_keys_place_is_damage(tmp_path: Path) -> None:
    (tmp_path / "vault.key").mkdir(mode=0o700)

    with pytest.raises(Unavailable, match=r"^keys\.damaged$"):
        Keys(tmp_path, OFFICE).secret("vault")


def test_without_the_public_list_nothing_is_verified(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"^keys\.missing$"):
        Verifier.load(tmp_path, OFFICE)


Change = Callable[[dict[str, object]], object]


@pytest.mark.parametrize(
    "change",
    [
        lambda key: {**key, "public": "00"},
        lambda key: {**key, "public": key["public"] + "00"},
        lambda key: {**key, "public": "zz"},
        lambda key: {**key, "public": 5},
        lambda key: {**key, "key_id": "00000000"},
        lambda key: {**key, "kind": "passport"},
        lambda key: {**key, "kind": 5},
        lambda key: {**key, "office": "x"},
        lambda key: {name: key[name] for name in ("key_id", "office", "kind")},
        lambda key: "key",
        lambda key: None,
    ],
)
def test_a_list_with_a_wrong_entry_is_damaged(tmp_path: Path, change: Change) -> None:
    made(tmp_path)
    path = tmp_path / PUBLIC_LIST
    keys = json.loads(path.read_text())["keys"]
    path.write_text(json.dumps({"keys": [keys[0], change(keys[1])]}))

    with pytest.raises(Unavailable, match=r"^keys\.damaged$") as unavailable:
        Verifier.load(tmp_path, OFFICE)

    assert unavailable.value.details == {"file": PUBLIC_LIST}


@pytest.mark.parametrize("text", ["", "{", "[]", "5", "{}", '{"keys": 5}', "\x00", "[" * 100_000])
def test_a_file_that_is_no_list_is_damaged(tmp_path: Path, text: str) -> None:
    (tmp_path / PUBLIC_LIST).write_text(text)

    with pytest.raises(Unavailable, match=r"^keys\.damaged$"):
        Verifier.load(tmp_path, OFFICE)
