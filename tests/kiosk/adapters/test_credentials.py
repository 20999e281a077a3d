"""Passwords, one-time codes and secrets under lock."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.adapters.credentials import STEP_SECONDS, Credentials
from kiosk.domain.errors import Unavailable
from kiosk.text.digits import to_persian
from tests.makers import NOON

KEY = bytes(range(32))
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
STEP = timedelta(seconds=STEP_SECONDS)
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")

moments = st.integers(1_577_836_800, 4_102_444_800).map(lambda second: datetime.fromtimestamp(second, UTC))


@pytest.fixture(scope="module")
def credentials() -> Credentials:
    return Credentials(KEY)


@pytest.fixture(scope="module")
def stored(credentials: Credentials) -> str:
    return credentials.hash_password("a long pass phrase")


def step_of(moment: datetime) -> int:
    return int(moment.timestamp()) // STEP_SECONDS


def test_only_the_password_itself_matches(credentials: Credentials, stored: str) -> None:
    assert credentials.password_matches(stored, "a long pass phrase")
    for other in ("", "a long pass phras", "a long pass phrase ", "A long pass phrase"):
        assert not credentials.password_matches(stored, other)


def test_a_persian_password_is_a_password(credentials: Credentials) -> None:
    assert credentials.password_matches(credentials.hash_password("گذرواژهٔ بلند"), "گذرواژهٔ بلند")


def test_a_password_is_stored_by_argon2id_with_a_salt_of_its_own(
    credentials: Credentials, stored: str
) -> None:
    assert stored.startswith("$argon2id$v=19$m=65536,t=3,p=1$")
    assert "phrase" not in stored
    assert credentials.hash_password("a long pass phrase") != stored


@pytest.mark.parametrize("broken", ["", "x", "$argon2id$…", "$2b$12$abc"])
def test_a_broken_hash_matches_nothing(credentials: Credentials, broken: str) -> None:
    assert not credentials.password_matches(broken, broken)


def test_half_a_surrogate_pair_is_no_password(credentials: Credentials, stored: str) -> None:
    assert not credentials.password_matches(stored, "\ud800")


def test_nobody_has_no_password(credentials: Credentials) -> None:
    assert not credentials.password_matches(None, "")
    assert not credentials.password_matches(None, "a long pass phrase")


def test_an_unknown_login_costs_as_much_work_as_a_wrong_password(
    credentials: Credentials, stored: str
) -> None:
    credentials.password_matches(None, "x")

    unknown, wrong = (cpu_of(partial(credentials.password_matches, kept, "x")) for kept in (None, stored))

    assert 0.2 < unknown / wrong < 5


def cpu_of(work: Callable[[], object]) -> float:
    start = time.thread_time()
    work()
    work()
    return time.thread_time() - start


@given(moments, st.integers(-1, 1))
def test_a_code_of_the_step_beside_is_accepted_and_names_its_step(now: datetime, beside: int) -> None:
    credentials = Credentials(KEY)
    code = credentials.totp_code(SECRET, now + beside * STEP)

    step = credentials.totp_step(SECRET, code, now)

    assert step is not None
    assert abs(step - step_of(now)) <= 1
    assert code == credentials.totp_code(SECRET, datetime.fromtimestamp(step * STEP_SECONDS, UTC))


@given(moments, st.integers(2, 10) | st.integers(-10, -2))
def test_a_code_of_another_time_is_refused(now: datetime, beside: int) -> None:
    credentials = Credentials(KEY)
    code = credentials.totp_code(SECRET, now + beside * STEP)
    near = {credentials.totp_code(SECRET, now + each * STEP) for each in (-1, 0, 1)}

    assert code in near or credentials.totp_step(SECRET, code, now) is None


def test_without_a_window_only_the_present_step_counts() -> None:
    strict = Credentials(KEY, window=0)

    assert strict.totp_step(SECRET, strict.totp_code(SECRET, NOON), NOON) == step_of(NOON)
    assert strict.totp_step(SECRET, strict.totp_code(SECRET, NOON - STEP), NOON) is None


@given(moments)
def test_digits_of_every_script_and_a_blank_between_are_one_code(now: datetime) -> None:
    credentials = Credentials(KEY)
    code = credentials.totp_code(SECRET, now)
    step = credentials.totp_step(SECRET, code, now)

    assert step is not None
    for typed in (
        to_persian(code),
        code.translate(ARABIC),
        f" {code[:3]} {code[3:]} ",
        f"{code[:3]}\u00a0{code[3:]}",
    ):
        assert credentials.totp_step(SECRET, typed, now) == step


@given(st.text(max_size=12))
def test_any_text_is_a_code_or_none(text: str) -> None:
    near = {pyotp.TOTP(SECRET).at(NOON + each * STEP) for each in (-1, 0, 1)}

    assert Credentials(KEY).totp_step(SECRET, text, NOON) is None or text.strip() in near


@pytest.mark.parametrize("aliases", ["０１２３４５６７８９", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "⁰¹²³⁴⁵⁶⁷⁸⁹", "०१२३४५६७८९"])
def test_other_aliases_of_digits_are_refused(aliases: str) -> None:
    credentials = Credentials(KEY)
    code = credentials.totp_code(SECRET, NOON)

    assert credentials.totp_step(SECRET, "".join(aliases[int(digit)] for digit in code), NOON) is None


def test_new_secrets_are_long_and_never_alike() -> None:
    credentials = Credentials(KEY)
    made = {credentials.new_totp_secret() for _ in range(50)}

    assert len(made) == 50
    assert {len(secret) for secret in made} == {32}


def test_the_address_for_the_authenticator_names_login_and_office() -> None:
    uri = Credentials(KEY).totp_uri(SECRET, "clerk1", "Sample Consulate, Musterstadt")

    read = pyotp.parse_uri(uri)

    assert isinstance(read, pyotp.TOTP)
    assert (read.secret, read.name) == (SECRET, "clerk1")
    assert read.issuer == "Mikhak Sample Consulate, Musterstadt"
    assert read.at(NOON) == Credentials(KEY).totp_code(SECRET, NOON)


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", min_size=16, max_size=40))
def test_a_secret_under_lock_is_taken_out_as_it_was(secret: str) -> None:
    credentials = Credentials(KEY)
    locked = credentials.lock_away(secret)

    assert credentials.take_out(locked) == secret
    assert credentials.lock_away(secret) != locked
    assert secret.encode() not in locked


@given(st.integers(0, (12 + len(SECRET) + 16) * 8 - 1))
def test_a_locked_secret_with_a_flipped_bit_is_not_opened(bit: int) -> None:
    locked = bytearray(Credentials(KEY).lock_away(SECRET))
    locked[bit // 8] ^= 1 << bit % 8

    with pytest.raises(Unavailable, match=r"^keys\.damaged$") as unavailable:
        Credentials(KEY).take_out(bytes(locked))

    assert unavailable.value.details == {"file": "credentials.key"}


@pytest.mark.parametrize("length", [0, 1, 11, 12, 27, 28])
def test_a_cut_secret_is_not_opened(length: int) -> None:
    with pytest.raises(Unavailable, match=r"^keys\.damaged$"):
        Credentials(KEY).take_out(Credentials(KEY).lock_away(SECRET)[:length])


def test_another_key_does_not_open_a_secret() -> None:
    with pytest.raises(Unavailable, match=r"^keys\.damaged$"):
        Credentials(bytes(32)).take_out(Credentials(KEY).lock_away(SECRET))
