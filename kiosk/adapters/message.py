"""A letter as an electronic message: plain text, and HTML that reads from the right where it must.

Source: security.md threat 26: headers hold fixed words and one checked address.
"""

from __future__ import annotations

from collections.abc import Iterator
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape

from kiosk.domain.email import clean_email
from kiosk.domain.letter import Letter, OutgoingMail
from kiosk.text.bidi import FSI, LRI, PDI, RLI

LRM, RLM = "\u200e", "\u200f"
_ISOLATES = str.maketrans({LRI: '<bdi dir="ltr">', RLI: '<bdi dir="rtl">', FSI: "<bdi>", PDI: "</bdi>"})
_PAGE = """<!DOCTYPE html>
<html lang="{language}" dir="{direction}">
<head><meta charset="utf-8"><title>{subject}</title></head>
<body dir="{direction}">
<div lang="{language}" dir="{direction}" style="{style}">
{content}
</div>
</body>
</html>
"""
_STYLE = (
    "max-width:40em;margin:auto;line-height:1.8;font-family:Vazirmatn,Tahoma,Arial,sans-serif;text-align:"
)
_CODE_STYLE = "font:bold 2em monospace;letter-spacing:.2em;text-align:center"


def message(mail: OutgoingMail, sender: str) -> EmailMessage:
    """
    Raises:
        Refused: "email.…" when the recipient is not one address.
    """
    letter, to = mail.letter, clean_email(mail.to)
    built = EmailMessage(policy.SMTP)
    built["From"] = Address(letter.office, addr_spec=sender)
    built["To"] = Address(addr_spec=to)
    built["Subject"] = letter.subject
    built["Date"] = format_datetime(mail.at)
    # The same for each try: whoever gets a mail twice can see that it is one.
    built["Message-ID"] = f"<{mail.key}@{sender.rpartition('@')[2]}>"
    built["Auto-Submitted"] = "auto-generated"
    built.set_content(plain_text(letter))
    built.add_alternative(html(letter), subtype="html")
    built["Content-Language"] = letter.language  # Setting the content would take it off again.
    return built


def plain_text(letter: Letter) -> str:
    """Each line begins with a mark of its direction: one may hold nothing but isolates and a code."""
    mark = RLM if letter.language == "fa" else LRM
    parts = (
        letter.head,
        *((each,) for each in letter.before),
        (letter.code,),
        tuple(f"• {each}" for each in letter.items),
        tuple(f"{label}: {value}" for label, value in letter.rows),
        *((each,) for each in letter.after),
        letter.foot,
    )
    return "\n\n".join("\n".join(mark + line for line in part) for part in parts if any(part)) + "\n"


def html(letter: Letter) -> str:
    right = letter.language == "fa"
    return _PAGE.format(
        language=letter.language,
        direction="rtl" if right else "ltr",
        subject=escape(letter.subject),
        style=_STYLE + ("right" if right else "left"),
        content="\n".join(_parts(letter)),
    )


def _parts(letter: Letter) -> Iterator[str]:
    yield f"<p><b>{'<br>'.join(_said(line) for line in letter.head)}</b></p>"
    for line in letter.before:
        yield f"<p>{_said(line)}</p>"
    if letter.code:
        yield f'<p dir="ltr" style="{_CODE_STYLE}">{_said(letter.code)}</p>'
    if letter.items:
        yield f"<ul>{''.join(f'<li>{_said(each)}</li>' for each in letter.items)}</ul>"
    if letter.rows:
        rows = (f"<tr><td>{_said(label)}:</td><td>{_said(value)}</td></tr>" for label, value in letter.rows)
        yield f"<table>{''.join(rows)}</table>"
    for line in letter.after:
        yield f"<p>{_said(line)}</p>"
    yield f"<p><small>{'<br>'.join(_said(line) for line in letter.foot)}</small></p>"


def _said(line: str) -> str:
    """Values stand in balanced isolates, which become elements; nothing in them is markup."""
    return escape(line).translate(_ISOLATES)
