"""What a single setting must be.  Each check returns the value or raises Wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sized
from pathlib import Path
from re import fullmatch
from stat import S_IRWXG, S_IRWXO
from urllib.parse import SplitResult, parse_qs, urlsplit

from kiosk.domain.errors import Refused
from kiosk.strict import Wrong, closest, msgid

_ZONES = Path("/usr/share/zoneinfo")
_ZONE_FILE = b"TZif"
_PLAIN_HOLIDAY = "(?:(?:19|20)[0-9]{2}-)?(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
"""The usual spelling of a day that is in every month."""


def between(least: int, most: int) -> Callable[[int], int]:
    """A whole number within limits, both included."""

    def check(value: int) -> int:
        if not least <= value <= most:
            raise Wrong(msgid("must be from {least} to {most}"), least=least, most=most)
        return value

    return check


def entries(least: int, most: int) -> Callable[[Sized], Sized]:
    """A list of so many entries."""

    def check(value: Sized) -> Sized:
        if not least <= len(value) <= most:
            raise Wrong(msgid("must have {least} to {most} entries"), least=least, most=most)
        return value

    return check


def matching(pattern: str, message: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if not fullmatch(pattern, value):
            raise Wrong(message)
        return value

    return check


def mail_address(value: str) -> str:
    # Only an office that sends mail pays for it.
    from kiosk.domain.email import clean_email

    try:
        return clean_email(value) if value else value
    except Refused:
        raise Wrong(msgid("must be a mail address")) from None


def office_code(value: str) -> str:
    """The seal of a paper keeps the code as a 16-bit number."""
    if not fullmatch(r"[1-9][0-9]{0,4}", value) or int(value) > 0xFFFF:
        raise Wrong(msgid("must be a number from 1 to 65535 in quotation marks, without leading zeros"))
    return value


def time_zone(value: str) -> str:
    if _lies_with_the_others(value):
        return value
    # Knows other places as well, but reads all of Python's build settings for them.
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        guess = closest(value, available_timezones())
        raise Wrong(msgid("must be the name of a time zone, such as Europe/Berlin"), guess) from None
    return value


def _lies_with_the_others(zone: str) -> bool:
    if not fullmatch(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*", zone):
        return False
    try:
        with (_ZONES / zone).open("rb") as file:
            return file.read(len(_ZONE_FILE)) == _ZONE_FILE
    except OSError:
        return False


def holiday(value: str) -> str:
    if fullmatch(_PLAIN_HOLIDAY, value):
        return value
    # Dates of all kinds are read by what the first screen does without.
    from kiosk.domain.working_days import read_holiday

    try:
        read_holiday(value)
    except Refused:
        raise Wrong(
            msgid("must be a day that exists, such as {day} or {jalali}, or {yearly} for each year"),
            day="2026-12-25",
            jalali="1405/10/04",
            yearly="12-25",
        ) from None
    return value


def secret_file(value: Path) -> Path:
    """A file that is made later is fine; one that others can read is not."""
    try:
        mode = value.stat().st_mode
    except FileNotFoundError:
        return value
    except OSError as error:
        raise Wrong(msgid("cannot be read: {reason}"), reason=error.strerror) from error
    if mode & (S_IRWXG | S_IRWXO):
        raise Wrong(
            msgid("{file} is open to other users (mode {mode}); it must have mode 600"),
            file=str(value),
            mode=f"{mode & 0o777:o}",
        )
    return value


def existing_file(value: Path) -> Path:
    if not value.is_file():
        raise Wrong(msgid("{file} does not exist"), file=str(value))
    return value


def key_bindings(value: Mapping[str, str]) -> Mapping[str, str]:
    for name, key in value.items():
        if not fullmatch(r"[a-z]+(?:[.-][a-z0-9]+)+", name):
            raise Wrong(msgid("{name} is not the name of a key binding (area.verb)"), name=name)
        if not fullmatch(r"[a-z0-9_]+(?:\+[a-z0-9_]+)*(?:,[a-z0-9_]+(?:\+[a-z0-9_]+)*)*", key):
            raise Wrong(msgid("{name}: {key} is not a key (such as f5 or ctrl+t)"), name=name, key=key)
    return value


def ticket_letters(value: Mapping[str, str]) -> Mapping[str, str]:
    for group, letter in value.items():
        if not fullmatch("[A-Z]", letter):
            raise Wrong(msgid("{group}: {letter} is not one capital letter"), group=group, letter=letter)
    return value


def database_url(value: str) -> str:
    if value.startswith("sqlite:"):
        return _sqlite(value)
    if value.startswith("postgresql://"):
        return _postgresql(value)
    raise Wrong(msgid("must be sqlite:FILE or postgresql://…"))


def _sqlite(value: str) -> str:
    file = value.removeprefix("sqlite:")
    if not file or file.startswith(("//", ":")) or "?" in file:
        raise Wrong(msgid("must name a file after sqlite: (such as sqlite:kiosk.db)"))
    return value


def _postgresql(value: str) -> str:
    try:
        url = urlsplit(value)
        secret, query = url.password, parse_qs(url.query)
    except ValueError:
        raise Wrong(msgid("is not a valid address")) from None
    if secret is not None or "password" in query:
        raise Wrong(msgid("must not hold the password; name a file with password-file"))
    remote = [host for host in _hosts(url, query) if not _is_here(host)]
    if remote and query.get("sslmode") != ["verify-full"]:
        raise Wrong(msgid("must ask for sslmode=verify-full, as {host} is another machine"), host=remote[0])
    return value


def _hosts(url: SplitResult, query: Mapping[str, list[str]]) -> list[str]:
    """PostgreSQL takes several hosts, in the address or in the query; no host is the local socket."""
    in_query = ",".join(query.get("host", []) + query.get("hostaddr", [])).split(",")
    in_address = url.netloc.rpartition("@")[2].split(",")
    return in_query + [_without_port(host) for host in in_address]


def _without_port(host: str) -> str:
    return host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]


def _is_here(host: str) -> bool:
    if host in ("", "localhost") or host.startswith(("/", "%2F", "%2f")):
        return True
    from ipaddress import ip_address

    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
