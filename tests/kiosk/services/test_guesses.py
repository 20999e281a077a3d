"""Mailed codes against many who guess at once and are killed meanwhile.  Source: security.md T7, P9."""

from __future__ import annotations

from tests.kiosk.services import guessing
from tests.kiosk.services.guessing import ALLOWED_IN_A_DAY, Attack
from tests.kiosk.services.office import Place

ATTACK = Attack(guesses=1_500, accounts=2, days=2, kills=2, processes=2)


def test_whoever_guesses_gets_fifty_tries_a_day_at_an_address(place: Place) -> None:
    guessing.furnish(place, ATTACK.accounts)

    outcome = guessing.attacked(place, ATTACK)

    assert outcome.killed == ATTACK.kills
    assert outcome.guesses >= ATTACK.guesses
    assert 0 < outcome.most_in_a_day <= ALLOWED_IN_A_DAY
    assert outcome.tries <= ATTACK.accounts * (ATTACK.days + 1) * ALLOWED_IN_A_DAY
    # A try is counted before it is compared: who is killed in between has lost it.
    assert outcome.tries >= outcome.compared
